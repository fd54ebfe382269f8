//! `sandbox --site dist --port 8600`: the site and its sample hospitals, until Ctrl-C.
#![expect(
    clippy::print_stdout,
    reason = "telling people where to go is this program's purpose"
)]
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};
use sandbox::{Options, PERSONALITIES, Personality, Sandbox, personality};

const USAGE: &str = "usage: sandbox --site FOLDER [--port N] [--data PATH]… [--everywhere PATH]… [--personalities all|KEY,KEY…] [--replay FOLDER] [--delay-ms N] [--security-headers FILE]";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let reasons: Vec<String> = error.chain().map(ToString::to_string).collect();
            eprintln!("sandbox: {}", reasons.join(": "));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> anyhow::Result<()> {
    let options = options(std::env::args().skip(1))?;
    let sandbox = Sandbox::start(options).await?;
    println!("Satchel         {}", sandbox.site());
    for hospital in sandbox.hospitals() {
        println!("{}  {}", hospital.name(), hospital.base());
    }
    for hospital in sandbox.homes() {
        println!("{}", hospital.name());
        for account in hospital.sign_ins() {
            println!("  {account}");
        }
    }
    println!("Ready. Ctrl-C ends everything.");
    tokio::signal::ctrl_c()
        .await
        .context("Ctrl-C cannot be heard")
}

fn options(mut words: impl Iterator<Item = String>) -> anyhow::Result<Options> {
    let mut options = Options {
        port: 8600,
        ..Options::new("dist").with_four()
    };
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .with_context(|| format!("{word} needs a value\n{USAGE}"))
        };
        match word.as_str() {
            "--site" => options.site = value()?.into(),
            "--port" => options.port = number(&value()?)?,
            "--data" => options.data.push(value()?.into()),
            "--everywhere" => options.everywhere.push(value()?.into()),
            "--personalities" => options.personalities = personalities(&value()?)?,
            "--replay" => options.replay = Some(value()?.into()),
            "--delay-ms" => options.delay = Duration::from_millis(number(&value()?)?),
            "--security-headers" => options.security_headers = value()?.into(),
            "--help" | "-h" => bail!("{USAGE}"),
            other => bail!("{other} is not known\n{USAGE}"),
        }
    }
    Ok(options)
}

fn personalities(keys: &str) -> anyhow::Result<Vec<Personality>> {
    if keys == "all" {
        return Ok(PERSONALITIES.to_vec());
    }
    keys.split(',')
        .map(|key| personality(key).with_context(|| format!("there is no personality {key:?}")))
        .collect()
}

fn number<N: std::str::FromStr>(text: &str) -> anyhow::Result<N> {
    text.parse()
        .ok()
        .with_context(|| format!("{text:?} is not a number that fits"))
}
