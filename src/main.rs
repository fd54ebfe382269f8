//! Starts the app in the browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    satchel::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
