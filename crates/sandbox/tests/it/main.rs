//! The sample hospitals, asked over real sockets.
#[cfg(test)]
mod changes;
#[cfg(test)]
mod closed_doors;
#[cfg(test)]
mod cors;
#[cfg(test)]
mod directory;
#[cfg(test)]
mod failures;
#[cfg(test)]
mod files;
#[cfg(test)]
mod four;
#[cfg(test)]
mod guests;
#[cfg(test)]
mod http;
#[cfg(test)]
mod launch;
#[cfg(test)]
mod messages;
#[cfg(test)]
#[path = "../../../record/tests/it/page.rs"]
mod page;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod person;
#[cfg(test)]
mod personalities;
#[cfg(test)]
mod personality_records;
#[cfg(test)]
mod real_charts;
#[cfg(test)]
mod records;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod seeds;
#[cfg(test)]
mod signed_files;
#[cfg(test)]
mod site;
#[cfg(test)]
mod tokens;
#[cfg(test)]
#[path = "../../../record/tests/it/told.rs"]
mod told;
#[cfg(test)]
mod visitor;
#[cfg(test)]
mod whole_record;
#[cfg(test)]
mod whole_text;
