//! Every call to the browser: the only place that names `web_sys`, `js_sys` or `gloo`.
//! It knows no medicine and no view.

pub mod channel;
pub mod clock;
pub mod compress;
pub mod database;
pub mod derive;
pub mod fetch;
pub mod format;
pub mod history;
pub mod look;
mod object;
pub mod page;
pub mod passkey;
pub mod presence;
pub mod program;
pub mod room;
pub mod save;
pub mod seal;
pub mod secret;
pub mod storage;
pub mod tab_lock;
