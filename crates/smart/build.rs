//! Turns the table of vendors into JSON without comments: the browser reads JSON anyway, and carries no other reader.
//! Whether it means something is a test's business (src/vendors.rs).

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=vendors.toml");
    let table: toml::Table = fs::read_to_string("vendors.toml")?.parse()?;
    let folder = env::var("OUT_DIR")?;
    let json = serde_json::to_string(&table)?;
    fs::write(Path::new(&folder).join("vendors.json"), json)?;
    Ok(())
}
