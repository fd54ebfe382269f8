//! Pieces that several pages are built from.

pub mod allergy_line;
pub mod dynamic;
pub mod facts;
pub mod file_card;
pub mod file_words;
pub mod flag;
pub mod icon;
pub mod instructions;
pub mod live;
pub mod nothing;
pub mod notices;
pub mod over_time;
pub mod paged;
pub mod place;
pub mod print_head;
pub mod range_bar;
pub mod report_row;
pub mod route_change;
pub mod row;
pub mod shell;
pub mod source;
pub mod sources;
pub mod terms;
pub mod topic;
pub mod value;
