use std::cell::Cell;
use std::rc::Rc;

use satchel::browser::presence;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn what_the_person_does_is_told_once_a_second_wherever_it_happens() {
    let told = Rc::new(Cell::new(0));
    let counts = told.clone();
    presence::on_activity(move || counts.set(counts.get() + 1));
    let happens = |script: &str| js_sys::eval(script).expect("an event can be sent");
    happens("globalThis.realNow = Date.now; globalThis.clock = 1e12; Date.now = () => clock;");
    // The page keeps them to itself, or they do not rise.
    happens(
        "document.addEventListener('keydown', (event) => event.stopImmediatePropagation(), true);",
    );
    for (event, passed, expected) in [
        ("keydown", 0, 1),
        ("scroll", 999, 1),
        ("scroll", 1, 2),
        ("pointerdown", 1_000, 3),
        ("touchstart", 1_000, 4),
        ("wheel", 1_000, 5),
        ("mousemove", 1_000, 5),
        ("keydown", -3_600_000, 6),
    ] {
        happens(&format!(
            "clock += {passed}; document.body.dispatchEvent(new Event('{event}'));"
        ));
        assert_eq!(told.get(), expected, "{event} after {passed} ms");
    }
    happens("Date.now = realNow");
}

#[wasm_bindgen_test]
fn a_page_that_is_put_to_sleep_is_told_before() {
    let told = Rc::new(Cell::new(0));
    let counts = told.clone();
    presence::on_freeze(move || counts.set(counts.get() + 1));
    for (event, expected) in [
        ("document.dispatchEvent(new Event('freeze'))", 1),
        ("window.dispatchEvent(new Event('pagehide'))", 2),
    ] {
        js_sys::eval(event).expect("an event can be sent");
        assert_eq!(told.get(), expected, "{event}");
    }
}

#[wasm_bindgen_test]
fn hiding_and_showing_are_told_apart() {
    let (hidden, shown) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let (hides, shows) = (hidden.clone(), shown.clone());
    presence::on_hide(move || hides.set(hides.get() + 1));
    presence::on_show(move || shows.set(shows.get() + 1));
    for (is_hidden, expected) in [(true, (1, 0)), (false, (1, 1))] {
        let script = format!(
            "Object.defineProperty(document, 'hidden', {{ value: {is_hidden}, configurable: true }});
            document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}));"
        );
        js_sys::eval(&script).expect("an event can be sent");
        assert_eq!((hidden.get(), shown.get()), expected);
    }
    js_sys::eval("delete document.hidden").expect("the page has its own again");
}
