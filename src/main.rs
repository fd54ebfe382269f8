//! Starts the app in the browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    std::panic::set_hook(Box::new(|_| satchel::browser::page::show_crash_screen()));
    satchel::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
