//! A patient signs in and reads a result, in English and in Spanish; and nothing of it is kept anywhere.

use serde_json::json;

use crate::journey::{Journey, journey};
use crate::storage::nothing_is_kept;
use crate::traces::nothing_is_on_disk;

#[tokio::test]
async fn a_patient_signs_in_and_reads_a_result() {
    journey(|page| async move {
        page.open("/").await;
        page.sees_heading("Your health record, in your hands").await;
        page.click("Find your hospital").await;
        page.sees_heading("Find your hospital or clinic").await;
        page.sees("2 places found").await;
        page.click("St. Mary's Hospital (sample)").await;
        page.sees_heading("Connect to St. Mary's Hospital (sample)")
            .await;
        page.click("Continue to St. Mary's Hospital (sample) sign-in")
            .await;
        page.identifies_as("maria").await;
        page.click("Allow").await;
        page.sees_heading("Getting your records from St. Mary's Hospital (sample)")
            .await;
        page.click("Go to Home now").await;
        page.sees(", Maria").await;
        page.click("Test results").await;
        page.sees_heading("Test results").await;
        page.click("Hemoglobin A1c").await;
        page.sees("1 result is outside the lab's range.").await;
        page.click("Hemoglobin A1c").await;
        page.sees_heading("Hemoglobin A1c").await;
        for words in [
            "Nov 12, 2026",
            "6.8",
            "Above range",
            "This is above the range this lab uses for most people.",
            "6.8 is above the lab's range of 4.0 to 5.6",
            "Higher than on Mar 17, 2026. It was 5.9 then and is 6.8 now.",
            "Sep 15, 2025",
            "5.5 %",
            "In range",
            "Mar 12, 2024",
            "7.9 %",
            "Dr. Ngozi Okafor",
            "St. Mary's Hospital (sample)",
        ] {
            page.sees(words).await;
        }
        page.click("Ask about this result").await;
        page.sees_heading("New message").await;
        page.becomes(
            "the subject",
            "return document.querySelector('input[type=text]')?.value",
            json!("Question about Hemoglobin A1c"),
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_patient_signs_in_and_reads_a_result_in_spanish() {
    journey(|page| async move {
        page.open("/").await;
        page.sees_heading("Your health record, in your hands").await;
        page.run("globalThis.samePage = true", vec![]).await;
        page.click("Español").await;
        page.sees_heading("Su expediente médico, en sus manos")
            .await;
        page.becomes(
            "the page's language",
            "return document.documentElement.lang",
            "es".into(),
        )
        .await;
        page.click("Buscar su hospital").await;
        page.click("St. Mary's Hospital (sample)").await;
        page.becomes(
            "the page was not loaded again",
            "return globalThis.samePage",
            true.into(),
        )
        .await;
        page.click("Continuar para iniciar sesión en St. Mary's Hospital (sample)")
            .await;
        page.identifies_as("maria").await;
        page.click("Allow").await;
        page.sees_heading("Obteniendo su expediente de St. Mary's Hospital (sample)")
            .await;
        page.click("Ir a Inicio ahora").await;
        page.sees(", Maria").await;
        page.click("Resultados de pruebas").await;
        page.click("Hemoglobin A1c").await;
        page.sees("1 resultado está fuera del rango del laboratorio.")
            .await;
        page.click("Hemoglobin A1c").await;
        page.sees("12 nov 2026").await;
        page.sees("Por encima del rango").await;
        page.sees(
            "Está por encima del rango que este laboratorio usa para la mayoría de las personas.",
        )
        .await;
        page.becomes(
            "the title",
            "return document.title",
            "Resultado de una prueba – Satchel".into(),
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn nothing_of_the_record_and_no_token_is_ever_kept() {
    journey(|page| async move {
        page.open("/").await;
        page.click("Find your hospital").await;
        nothing_is_kept(&page).await;
        page.click("St. Mary's Hospital (sample)").await;
        nothing_is_kept(&page).await;
        page.click("Continue to").await;
        page.identifies_as("maria").await;
        page.click("Allow").await;
        page.sees("Done").await;
        nothing_is_kept(&page).await;
        for link in [
            "Go to Home now",
            "Test results",
            "Hemoglobin A1c",
            "Hemoglobin A1c",
            "More",
            "Help",
        ] {
            page.click(link).await;
            nothing_is_kept(&page).await;
        }
        nothing_is_on_disk(
            &page.browser.profile(),
            &["Okafor", "4548-4", "maria-lopez"],
        );
    })
    .await;
}

#[tokio::test]
async fn text_never_becomes_markup() {
    Journey::new()
        .breaks_in()
        .walk(|page| async move {
            page.open("/help").await;
            page.sees_heading("Help").await;
            let set = "
                const place = document.querySelector('main');
                try { place.innerHTML = arguments[0]; } catch (error) { return error.name; }
                return place.innerHTML;";
            let said = page
                .run(set, vec!["<img src=x onerror=alert(1)>".into()])
                .await;
            assert_eq!(said, "TypeError");
            page.sees_heading("Help").await;
        })
        .await;
}
