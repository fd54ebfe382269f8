//! Pieces that several pages are built from.

pub mod composer;
pub mod dynamic;
pub mod facts;
pub mod flag;
pub mod icon;
pub mod live;
pub mod no_messages;
pub mod nothing;
pub mod notices;
pub mod over_time;
pub mod place;
pub mod print_head;
pub mod range_bar;
pub mod report_row;
pub mod route_change;
pub mod shell;
pub mod source;
pub mod sources;
pub mod topic;
pub mod urgent;
pub mod value;
