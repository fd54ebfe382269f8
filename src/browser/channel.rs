//! What the tabs of this site say to each other. Only tabs of the same origin hear it.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// The name under which the tabs meet.
const NAME: &str = "satchel";

/// One tab's place among them.
#[derive(Clone)]
pub struct Channel(BroadcastChannel);

impl Channel {
    /// `None` where the browser has no such thing.
    pub fn open() -> Option<Channel> {
        BroadcastChannel::new(NAME).ok().map(Channel)
    }

    /// Says something to every other tab.
    pub fn say(&self, message: &str) {
        // Nobody may be listening: who waits for an answer gives up after a while.
        let _ = self.0.post_message(&JsValue::from_str(message));
    }

    /// Calls back with what another tab says, until the channel is closed.
    pub fn hear(&self, heard: impl Fn(String) + 'static) {
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string() {
                heard(message);
            }
        });
        self.0
            .set_onmessage(Some(listener.as_ref().unchecked_ref()));
        // It lives as long as the page does.
        listener.forget();
    }

    /// Leaves.
    pub fn close(&self) {
        self.0.close();
    }
}
