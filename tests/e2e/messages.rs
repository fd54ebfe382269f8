//! Reading, answering and writing messages; and after each fault on the way the screen and the hospital's store
//! agree: it is there once, or nobody claims that it is.

use std::time::Duration;

use sandbox::Failure;
use serde_json::{Value, json};

use crate::journey::{Journey, journey};
use crate::page::Page;

/// So long a lost message may take until it is known what became of it.
const FOUND_OUT: Duration = Duration::from_secs(25);

async fn opens_messages_of(page: &Page, username: &str) {
    page.signs_in("st-marys", username).await;
    page.settles().await;
    page.visits("/messages").await;
    page.sees_heading("Messages").await;
}

/// Writes a new message up to Send.
pub(crate) async fn writes(page: &Page, to: &str, text: &str) {
    page.visits("/messages/new").await;
    page.sees(to).await;
    page.chooses(to).await;
    page.fill("Subject", "A question").await;
    page.fill("Message", text).await;
}

/// What patients have sent, as the hospital keeps it.
fn kept(page: &Page) -> Vec<String> {
    let kept = page.sandbox.st_marys().messages_from_patients();
    let text = |message: &String| {
        let message: Value = serde_json::from_str(message).expect("JSON");
        let text = message["payload"][0]["contentString"].as_str();
        text.unwrap_or_default().to_owned()
    };
    kept.iter().map(text).collect()
}

pub(crate) const FAMILY: &str = "Family medicine team";

#[tokio::test]
async fn on_a_wide_screen_the_conversations_stand_beside_the_open_one() {
    journey(|page| async move {
        page.browser.resize(1280, 800).await;
        opens_messages_of(&page, "maria").await;
        page.sees("Choose a conversation to read it here.").await;
        page.sees(", 1 new message").await;
        page.click("Your blood pressure plan").await;
        page.sees_heading("Your blood pressure plan").await;
        page.sees("Bring your cuff on Monday").await;
        page.sees("Refill request: Metformin").await;
        page.misses("1 new message").await;
        page.becomes(
            "the open one is marked",
            "return document.querySelector('.row [aria-current]').innerText",
            json!("Your blood pressure plan"),
        )
        .await;
        page.click("Refill request: Metformin").await;
        page.sees_heading("Refill request: Metformin").await;
        page.back().await;
        page.sees_heading("Your blood pressure plan").await;
    })
    .await;
}

#[tokio::test]
async fn a_patient_reads_a_conversation_and_answers_it() {
    journey(|page| async move {
        page.sandbox
            .st_marys()
            .answers_after(Duration::from_secs(1));
        opens_messages_of(&page, "maria").await;
        for words in [
            "4 conversations",
            "New Your blood pressure plan",
            "Refill request: Metformin",
            "Pharmacy team",
            "Flu shot clinic",
            "Phone call about your visit",
        ] {
            page.sees(words).await;
        }
        page.misses("Sent to the wrong person").await;
        page.click("Your blood pressure plan").await;
        page.sees_heading("Your blood pressure plan").await;
        for words in [
            "With Dr. Okafor’s team, heart clinic",
            "You",
            "The highest was 142 over 86 on Tuesday night.",
            "File: Home readings.pdf",
            "Kenji Ito NP",
            "Bring your cuff on Monday",
            "Not for urgent needs.",
            "988",
        ] {
            page.sees(words).await;
        }
        page.fill(
            "Your reply",
            "Thank you. I will bring it \"on Monday\" \\o/",
        )
        .await;
        page.click("Send").await;
        page.sees("Sent to St. Mary's Hospital (sample),").await;
        assert_eq!(
            kept(&page),
            ["Thank you. I will bring it \"on Monday\" \\o/"]
        );
        // It stands in the conversation because the hospital has it.
        page.becomes(
            "three messages",
            "return document.querySelectorAll('article').length",
            json!(3),
        )
        .await;
        page.becomes(
            "an empty field",
            "return document.querySelector('textarea').value",
            json!(""),
        )
        .await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        page.click("All messages").await;
        page.sees("Thank you for your message.").await;
        page.sees("New Your blood pressure plan").await;
        page.click("Your blood pressure plan").await;
        page.sees("A nurse has read it").await;
        page.click("All messages").await;
        page.sees_heading("Messages").await;
        page.misses("New Your blood pressure plan").await;
    })
    .await;
}

#[tokio::test]
async fn a_patient_writes_a_new_message_after_being_told_what_is_missing() {
    journey(|page| async move {
        opens_messages_of(&page, "maria").await;
        page.click("New message").await;
        page.sees_heading("New message").await;
        page.sees("If you close or reload the page, it is gone.").await;
        page.sees("Pharmacy team").await;
        page.misses("Hospital stay team 2025").await;
        page.click("Send").await;
        page.sees("Please check your message").await;
        page.becomes("focus on what is missing", "return document.activeElement.id", json!("faults"))
            .await;
        assert_eq!(kept(&page), Vec::<String>::new());
        page.click("Write a subject.").await;
        page.becomes("focus on the subject", "return document.activeElement.id", json!("subject"))
            .await;
        page.becomes(
            "the field says what is wrong",
            "const field = document.querySelector('#subject');
             return field.getAttribute('aria-invalid') + ' ' + document.getElementById('subject-error').innerText",
            json!("true Error: Write a subject."),
        )
        .await;
        page.chooses("Pharmacy team").await;
        page.fill("Subject", "Refill").await;
        page.fill("Message", "May I have more?").await;
        page.misses("Please check your message").await;
        // Away and back: what was typed is there.
        page.click("Back to messages").await;
        page.sees("Not sent yet").await;
        page.click("Refill").await;
        page.sees_heading("New message").await;
        page.becomes("the text", "return document.querySelector('#body').value", json!("May I have more?"))
            .await;
        page.becomes(
            "the choice",
            "return document.querySelector('label.choice:has(:checked)').innerText.trim()",
            json!("Pharmacy team"),
        )
        .await;
        page.click("Send").await;
        page.sees("Sent to St. Mary's Hospital (sample),").await;
        page.becomes("focus on the outcome", "return document.activeElement.id", json!("outcome"))
            .await;
        assert_eq!(kept(&page), ["May I have more?"]);
        page.click("All messages").await;
        page.sees("5 conversations").await;
        page.misses("Not sent yet").await;
    })
    .await;
}

#[tokio::test]
async fn a_patient_writes_in_spanish() {
    journey(|page| async move {
        page.open("/").await;
        page.click("Español").await;
        page.open("/connect/st-marys").await;
        page.click("Continuar").await;
        page.identifies_as("maria").await;
        page.click("Allow").await;
        page.settles().await;
        page.visits("/messages").await;
        page.sees_heading("Mensajes").await;
        page.click("Your blood pressure plan").await;
        page.sees("Escrito por su hospital en inglés").await;
        page.click("Todos los mensajes").await;
        page.click("Mensaje nuevo").await;
        page.sees_heading("Mensaje nuevo").await;
        page.sees("En una crisis de salud mental, llame o envíe un texto al 988.")
            .await;
        page.sees("Dr. Ngozi Okafor").await;
        page.chooses("Dr. Ngozi Okafor").await;
        page.fill("Asunto", "Cita").await;
        page.fill("Mensaje", "¿Puedo venir mañana? 🙂").await;
        page.click("Enviar").await;
        page.sees("Enviado a St. Mary's Hospital (sample),").await;
        assert_eq!(kept(&page), ["¿Puedo venir mañana? 🙂"]);
    })
    .await;
}

#[tokio::test]
async fn a_message_whose_answer_is_lost_is_found_and_not_sent_twice() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_messages_of(&page, "abel").await;
            writes(&page, FAMILY, "Only once, please").await;
            page.click("Send").await;
            page.sees("Sent to St. Mary's Hospital (sample),").await;
            assert_eq!(kept(&page), ["Only once, please"]);
        })
        .await;
}

#[tokio::test]
async fn a_message_that_is_lost_is_not_called_sent_and_arrives_once_when_tried_again() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_messages_of(&page, "greta").await;
            writes(&page, FAMILY, "Hello").await;
            page.click("Send").await;
            page.sees("asking St. Mary's Hospital (sample) whether your message is there")
                .await;
            page.misses("Sent to").await;
            page.sees_within(FOUND_OUT, "Not sent. Your message is still here.")
                .await;
            page.sees("555-0100").await;
            assert_eq!(kept(&page), Vec::<String>::new());
            page.click("Try again").await;
            page.sees_within(FOUND_OUT, "Sent to St. Mary's Hospital (sample),")
                .await;
            assert_eq!(kept(&page), ["Hello"]);
        })
        .await;
}

#[tokio::test]
async fn a_hospital_that_ignores_the_condition_still_gets_it_once() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_messages_of(&page, "oscar").await;
            writes(&page, FAMILY, "Good morning").await;
            // Two presses, as impatient people do.
            let twice = "
                const send = [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === 'Send');
                send.click();
                send.click();";
            page.run(twice, vec![]).await;
            page.sees("Sent to St. Mary's Hospital (sample),").await;
            page.settles().await;
            assert_eq!(kept(&page), ["Good morning"]);
        })
        .await;
}

#[tokio::test]
async fn while_nobody_can_say_the_screen_says_so_and_the_words_stay() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            opens_messages_of(&page, "oscar").await;
            page.visits("/messages/new").await;
            page.visits("/messages").await;
            let hospital = page.sandbox.st_marys();
            writes(&page, FAMILY, "Are you there?").await;
            hospital.fail("Communication", Failure::Broken);
            page.click("Send").await;
            page.sees_within(FOUND_OUT, "We don't know if this was sent.")
                .await;
            page.misses("Sent to").await;
            assert_eq!(kept(&page), Vec::<String>::new());
            // Away and back: the words and the doubt are still there.
            page.click("Back to messages").await;
            page.click("A question").await;
            page.sees("We don't know if this was sent.").await;
            page.becomes(
                "the text",
                "return document.querySelector('#body').value",
                json!("Are you there?"),
            )
            .await;
            hospital.mend();
            page.click("Check").await;
            page.sees_within(FOUND_OUT, "Not sent. Your message is still here.")
                .await;
            assert_eq!(kept(&page), Vec::<String>::new());
            page.click("Try again").await;
            page.sees_within(FOUND_OUT, "Sent to St. Mary's Hospital (sample),")
                .await;
            assert_eq!(kept(&page), ["Are you there?"]);
        })
        .await;
}

#[tokio::test]
async fn a_hospital_without_messages_says_so_and_offers_another_way() {
    Journey::new()
        .meets_refusals()
        .walk(|page| async move {
            page.signs_in("lakeside", "mario").await;
            page.settles().await;
            page.visits("/messages").await;
            page.sees("Lakeside Clinic (sample) doesn't take messages from other apps.")
                .await;
            page.sees("555-0150").await;
            page.misses("New message").await;
            page.visits("/messages/new").await;
            page.sees("Lakeside Clinic (sample) doesn't take messages from other apps.")
                .await;
            page.fill("Message", "To be copied").await;
            page.sees("Copy the text").await;
            page.misses("Send").await;
            let asked = page.sandbox.requests();
            let posts = asked
                .iter()
                .filter(|one| one.method == "POST" && one.path.contains("/fhir/"));
            assert_eq!(posts.count(), 0);
        })
        .await;
}

#[tokio::test]
async fn signing_out_asks_first_while_a_message_is_not_sent() {
    journey(|page| async move {
        opens_messages_of(&page, "maria").await;
        writes(&page, "Pharmacy team", "Half a mess").await;
        page.click("Back to messages").await;
        page.click("More").await;
        page.click("Sign out").await;
        page.sees("You have a message that was not sent.").await;
        page.click("Sign out anyway").await;
        page.sees_heading("You are signed out").await;
    })
    .await;
}
