//! Every call to the browser: the only place that names `web_sys`, `js_sys` or `gloo`.
//! It knows no medicine and no view.

pub mod channel;
pub mod clock;
pub mod compress;
pub mod fetch;
pub mod format;
pub mod history;
pub mod look;
pub mod page;
pub mod program;
pub mod save;
pub mod storage;
