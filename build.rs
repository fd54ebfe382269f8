//! Lets the program be taken apart after it is linked (src/later.rs).

fn main() {
    println!("cargo::rustc-link-arg-bins=--emit-relocs");
}
