//! Several hospitals and several people in one tab: nothing that is open is lost, and nobody's record is mixed with
//! another's.

use crate::journey::{Journey, journey};
use crate::page::Page;

const ST_MARYS: &str = "St. Mary's Hospital (sample)";
const LAKESIDE: &str = "Lakeside Clinic (sample)";

#[tokio::test]
async fn a_second_hospital_joins_after_a_yes_and_costs_nothing_that_was_open() {
    let lakeside_takes_no_messages = Journey::new().meets_refusals();
    lakeside_takes_no_messages
        .walk(|page| async move {
            opens_home(&page).await;
            page.visits("/messages/new").await;
            page.fill("Subject", "A question about my tablets").await;
            page.signs_in_beside("lakeside", "maria").await;
            page.sees_heading("Is this the same person?").await;
            page.sees("The record that is open here Maria Lopez").await;
            page.sees("The record at Lakeside Clinic (sample) Maria Lopez")
                .await;
            page.settles().await;
            assert_eq!(
                read_at(&page, "lakeside"),
                ["Patient"],
                "nothing else before a yes"
            );
            page.click("Continue").await;
            page.sees_heading("Getting your records from Lakeside Clinic (sample)")
                .await;
            page.sees("Done").await;
            page.settles().await;
            assert!(read_at(&page, "lakeside").contains(&"Observation".to_owned()));
            page.click("Go to Home now").await;
            page.is_at("/home").await;
            page.sees(ST_MARYS).await;
            page.sees(LAKESIDE).await;
            page.visits("/messages/new").await;
            let kept = "return document.querySelector('#subject').value";
            page.becomes("the draft", kept, "A question about my tablets".into())
                .await;
            page.run("window.onbeforeunload = null", vec![]).await;
        })
        .await;
}

#[tokio::test]
async fn another_persons_record_is_kept_apart_under_a_band_with_their_name() {
    let lakeside_takes_no_messages = Journey::new().meets_refusals();
    lakeside_takes_no_messages
        .walk(|page| async move {
            opens_home(&page).await;
            page.signs_in_beside("lakeside", "mario").await;
            page.sees_heading("This is another person's record").await;
            page.settles().await;
            assert_eq!(read_at(&page, "lakeside"), ["Patient"]);
            page.click("Open Mario Lopez's record").await;
            page.sees("You are viewing Mario Lopez's record (born September 9, 1988).")
                .await;
            page.sees("Done").await;
            page.settles().await;
            page.visits("/results").await;
            page.sees_heading("Test results").await;
            page.sees("You are viewing Mario Lopez's record").await;
            page.misses("Maria").await;
            page.click("Switch").await;
            page.sees_heading("Whose record").await;
            page.click("Maria Lopez").await;
            page.is_at("/home").await;
            page.sees(", Maria").await;
            page.misses("Mario").await;
            page.visits("/settings/sources").await;
            page.sees(ST_MARYS).await;
            page.sees(LAKESIDE).await;
        })
        .await;
}

#[tokio::test]
async fn a_record_that_is_not_wanted_is_given_back_unread() {
    journey(|page| async move {
        opens_home(&page).await;
        page.signs_in_beside("lakeside", "mario").await;
        page.click("Don't use this record").await;
        page.sees_heading("Where your records come from").await;
        page.misses("Lakeside").await;
        page.settles().await;
        assert_eq!(read_at(&page, "lakeside"), ["Patient"]);
        assert_eq!(page.sandbox.lakeside().counts().live_access_tokens, 0);
        page.visits("/results").await;
        page.sees("Hemoglobin A1c").await;
    })
    .await;
}

#[tokio::test]
async fn signing_in_again_renews_what_is_here_and_loses_nothing() {
    journey(|page| async move {
        opens_home(&page).await;
        page.settles().await;
        let before = page.sandbox.requests().len();
        page.visits("/settings/sources").await;
        page.click("Sign in again").await;
        page.signs_in_again_beside().await;
        page.is_at("/settings/sources").await;
        page.settles().await;
        page.sees("Updated").await;
        assert_eq!(page.sandbox.st_marys().counts().sign_ins, 2);
        assert!(
            page.sandbox.requests().len() > before + 10,
            "it was read anew"
        );
        page.visits("/results").await;
        page.sees("46 reports").await;
    })
    .await;
}

#[tokio::test]
async fn disconnecting_one_hospital_takes_only_its_own_away() {
    let lakeside_takes_no_messages = Journey::new().meets_refusals();
    lakeside_takes_no_messages
        .walk(|page| async move {
            opens_home(&page).await;
            page.signs_in_beside("lakeside", "maria").await;
            page.click("Continue").await;
            page.sees("Done").await;
            page.settles().await;
            page.visits("/results").await;
            page.sees("reports, newest first").await;
            let both = count(&page).await;
            page.visits("/settings/sources").await;
            page.click("Disconnect: Lakeside Clinic (sample)").await;
            page.sees("The hospital keeps its own record.").await;
            page.click("Yes, disconnect").await;
            page.sees("Lakeside Clinic (sample) is disconnected").await;
            page.settles().await;
            assert_eq!(page.sandbox.lakeside().counts().live_access_tokens, 0);
            assert_ne!(page.sandbox.st_marys().counts().live_access_tokens, 0);
            page.visits("/results").await;
            page.sees("reports, newest first").await;
            let one = count(&page).await;
            assert!(one < both, "{one} of {both} reports are left");
            assert_eq!(one, 46);
        })
        .await;
}

#[tokio::test]
async fn a_message_waits_for_the_record_it_was_begun_to_and_for_no_other() {
    let lakeside_takes_no_messages = Journey::new()
        .with(|options| options.four = true)
        .meets_refusals();
    lakeside_takes_no_messages
        .walk(|page| async move {
            page.signs_in("lakeside", "elena").await;
            page.click("Go to Home now").await;
            page.is_at("/home").await;
            page.settles().await;
            page.signs_in_beside("st-marys", "elena").await;
            joins_the_record_that_is_open(&page).await;

            let (subject, body) = ("Two tablets", "Which of them is right?");
            page.visits("/medicines/compare").await;
            page.click(&format!("Ask {ST_MARYS}")).await;
            page.sees_heading("New message").await;
            page.chooses("Family medicine team").await;
            page.fill("Subject", subject).await;
            page.fill("Message", body).await;
            let begun = page.path().await;
            page.visits("/settings/sources").await;
            page.click(&format!("Disconnect: {ST_MARYS}")).await;
            page.sees("A message to St. Mary's Hospital (sample) can be sent after you sign in there again.")
                .await;
            page.click("No, keep it").await;
            disconnects_st_marys(&page).await;

            signs_in_at_st_marys_in_place_of_another(&page, "maria").await;
            page.sees_heading("This is another person's record").await;
            page.click("Open Maria Lopez's record").await;
            page.sees("Done").await;
            page.settles().await;
            page.visits("/messages").await;
            page.sees_heading("Messages").await;
            page.misses(subject).await;
            page.visits(&begun).await;
            page.sees_heading("New message").await;
            page.misses(body).await;
            disconnects_st_marys(&page).await;

            page.visits("/messages").await;
            page.click(subject).await;
            page.is_at(&begun).await;
            page.sees("You aren't signed in to the hospital this message is for.")
                .await;
            page.sees(body).await;

            signs_in_at_st_marys_in_place_of_another(&page, "elena").await;
            joins_the_record_that_is_open(&page).await;
            page.visits("/messages").await;
            page.click(subject).await;
            page.is_at(&begun).await;
            let text = "return document.querySelector('textarea')?.value";
            page.becomes("the draft", text, body.into()).await;
            let hospital = page.sandbox.st_marys();
            assert!(hospital.messages_from_patients().is_empty());
            page.click("Send").await;
            page.sees("Sent to St. Mary's Hospital (sample),").await;
            assert_eq!(hospital.messages_from_patients().len(), 1);
        })
        .await;
}

/// The person says that what they signed in to belongs to the record that is open.
async fn joins_the_record_that_is_open(page: &Page) {
    page.sees_heading("Is this the same person?").await;
    page.click("Continue").await;
    page.click("Go to Home now").await;
    page.is_at("/home").await;
    page.settles().await;
}

async fn disconnects_st_marys(page: &Page) {
    page.visits("/settings/sources").await;
    page.click(&format!("Disconnect: {ST_MARYS}")).await;
    page.click("Yes, disconnect").await;
    page.sees(&format!("{ST_MARYS} is disconnected")).await;
    page.settles().await;
}

/// The hospital still knows who signed in last; somebody else says there who they are.
async fn signs_in_at_st_marys_in_place_of_another(page: &Page, username: &'static str) {
    page.visits("/connect/st-marys").await;
    page.click("in a new tab").await;
    page.in_the_new_tab(|page| async move {
        page.sees_heading("Share your records?").await;
        page.run("location.pathname = '/auth/sign-in'", vec![])
            .await;
        page.sees_heading("Sign in").await;
        page.identifies_as(username).await;
        page.click("Allow").await;
        page.sees_heading("You can close this tab").await;
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_that_comes_back_after_everything_was_ended_opens_nothing() {
    journey(|page| async move {
        opens_home(&page).await;
        page.visits("/connect/lakeside").await;
        page.click("in a new tab").await;
        page.visits("/settings/sources").await;
        page.click("Disconnect: St. Mary's Hospital (sample)").await;
        page.click("Yes, disconnect").await;
        page.sees_heading("You are signed out").await;
        page.in_the_new_tab(|page| async move {
            page.sees_heading("Sign in").await;
            page.identifies_as("maria").await;
            page.click("Allow").await;
            page.is_at("/callback").await;
            page.settles().await;
        })
        .await;
        page.sees_heading("You are signed out").await;
        page.misses("See what comes next").await;
        assert!(read_at(&page, "lakeside").is_empty());
        assert_eq!(page.sandbox.lakeside().counts().live_access_tokens, 0);
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_comes_while_someone_writes_waits() {
    journey(|page| async move {
        opens_home(&page).await;
        page.visits("/connect/lakeside").await;
        page.click("in a new tab").await;
        page.visits("/messages/new").await;
        page.in_the_new_tab(|page| async move {
            page.sees_heading("Sign in").await;
            page.identifies_as("maria").await;
            page.click("Allow").await;
            page.sees_heading("You can close this tab").await;
        })
        .await;
        page.is_at("/messages/new").await;
        page.sees("You signed in to Lakeside Clinic (sample).")
            .await;
        page.click("See what comes next").await;
        page.sees_heading("Is this the same person?").await;
    })
    .await;
}

#[tokio::test]
async fn no_record_is_open_that_the_other_hospital_refused_to_share() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_home(&page).await;
            page.visits("/connect/lakeside").await;
            page.click("in a new tab").await;
            page.in_the_new_tab(|page| async move {
                page.sees_heading("Sign in").await;
                page.identifies_as("maria").await;
                page.click("Don’t allow").await;
                page.sees_heading("You can close this tab").await;
            })
            .await;
            page.sees_heading("You didn't finish signing in").await;
            page.visits("/results").await;
            page.sees("Hemoglobin A1c").await;
        })
        .await;
}

#[tokio::test]
async fn with_two_hospitals_and_a_child_every_source_tells_its_own_truth() {
    Journey::new()
        .beside(&["epic-like", "family"])
        .meets_refusals()
        .walk(|page| async move {
            opens_home(&page).await;
            page.signs_in_beside("epic-like", "maria").await;
            page.click("Continue").await;
            page.sees("Done").await;
            page.settles().await;
            opens_the_childs_record(&page).await;
            let (stays, ends, fails) = (
                ST_MARYS,
                "Epic-like Hospital (sample)",
                "Family Clinic (sample)",
            );

            page.visits("/settings/sources").await;
            for (name, whose) in [(stays, MARIA), (ends, MARIA), (fails, LUCY)] {
                source_says(&page, name, &format!("Whose record {whose}")).await;
                source_says(&page, name, "Updated today").await;
            }

            let hospital = |key| page.sandbox.hospital(key).expect("it is running");
            hospital("epic-like").expire_access_tokens();
            hospital("family").silence();
            for name in [ends, fails] {
                page.click(&format!("Update now: {name}")).await;
            }
            source_says(&page, ends, "Sign in again to see newer records").await;
            source_says(&page, ends, "It has ended.").await;
            source_says(&page, fails, "Can't reach it right now").await;
            source_says(&page, fails, "Until you sign out or close this tab.").await;
            source_says(&page, stays, "Updated today").await;

            // What came before is all still here.
            page.visits("/results").await;
            page.sees("You are viewing Lucy Sample Lopez's record")
                .await;
            page.sees("1 report, newest first").await;
            page.click("Switch").await;
            page.click(MARIA).await;
            page.sees("Sign in again to see newer records").await;
            page.visits("/results").await;
            page.sees("reports, newest first").await;
            page.misses("Lucy").await;

            hospital("family").mend();
            page.visits("/settings/sources").await;
            page.click(&format!("Update now: {fails}")).await;
            source_says(&page, fails, "Updated today").await;
            source_says(&page, ends, "It has ended.").await;
        })
        .await;
}

const MARIA: &str = "Maria Lopez";
const LUCY: &str = "Lucy Sample Lopez";

/// Maria signs in at the clinic of her daughter, and chooses her daughter's record there.
pub(crate) async fn opens_the_childs_record(page: &Page) {
    page.visits("/connect/family").await;
    page.click("in a new tab").await;
    page.in_the_new_tab(|page| async move {
        page.sees_heading("Sign in").await;
        page.identifies_as("maria").await;
        let choose = "document.querySelector('#of-lucy-lopez').click()";
        page.run(choose, vec![]).await;
        page.click("Allow").await;
        page.sees_heading("You can close this tab").await;
    })
    .await;
    page.sees_heading("This is the record of someone you care for")
        .await;
    page.click("Open Lucy Sample Lopez's record").await;
    page.sees("You are viewing Lucy Sample Lopez's record (born May 9, 2017).")
        .await;
    page.sees("Done").await;
    page.settles().await;
}

/// The part of "Where your records come from" that is about one hospital has these words, or gets them.
async fn source_says(page: &Page, name: &str, words: &str) {
    let script = format!(
        "const parts = [...document.querySelectorAll('main section')];
        const own = parts.find((one) => one.querySelector('h2')?.innerText.includes({name:?}));
        return (own?.innerText ?? '').replace(/\\s+/g, ' ').includes({words:?});"
    );
    page.becomes(&format!("{name} says {words:?}"), &script, true.into())
        .await;
}

async fn opens_home(page: &Page) {
    page.signs_in("st-marys", "maria").await;
    page.click("Go to Home now").await;
    page.is_at("/home").await;
    page.settles().await;
}

/// The types that were read with a token at a hospital.
fn read_at(page: &Page, hospital: &str) -> Vec<String> {
    let asked = page.sandbox.requests();
    let own = asked
        .iter()
        .filter(|one| one.server == hospital && one.bearer);
    let kind = |path: &str| path.split(['/', '?']).nth(2).unwrap_or_default().to_owned();
    let mut kinds: Vec<String> = own.map(|one| kind(&one.path)).collect();
    kinds.dedup();
    kinds
}

/// How many reports the list says it has.
async fn count(page: &Page) -> usize {
    let words = page.words().await;
    let before = words
        .split(" reports, newest first")
        .next()
        .unwrap_or_default();
    let number = before.rsplit(' ').next().unwrap_or_default();
    number.parse().expect("a number of reports")
}
