//! What is stored where, and who sees it: the plain statements of reference §9.1.

use leptos::prelude::*;

use crate::parts::topic::Topic;
use crate::reader::reader;

/// `/privacy`
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let reader = reader();
    reader.title(|words| words.titles.privacy);
    view! {
        <div class="page">
            <h1 tabindex="-1">{reader.say(|words| words.rooms().privacy.title)}</h1>
            <Topic id="kept" title=reader.say(|words| words.rooms().privacy.kept) text=vec![
                reader.say(|words| words.rooms().privacy.kept_record),
                reader.say(|words| words.rooms().privacy.kept_device),
                reader.say(|words| words.rooms().privacy.kept_clear),
                reader.say(|words| words.rooms().privacy.kept_tab),
                reader.say(|words| words.rooms().privacy.kept_files),
            ] />
            <Topic id="goes" title=reader.say(|words| words.rooms().privacy.goes) text=vec![
                reader.say(|words| words.rooms().privacy.goes_text),
                reader.say(|words| words.rooms().privacy.goes_messages),
            ] />
            <Topic id="counts" title=reader.say(|words| words.rooms().privacy.counts) text=vec![
                reader.say(|words| words.rooms().privacy.counts_text),
            ] />
            <Topic id="hospital" title=reader.say(|words| words.rooms().privacy.hospital) text=vec![
                reader.say(|words| words.rooms().privacy.hospital_text),
            ] />
            <Topic id="law" title=reader.say(|words| words.rooms().privacy.law) text=vec![
                reader.say(|words| words.rooms().privacy.law_text),
            ] />
        </div>
    }
    .into_any()
}
