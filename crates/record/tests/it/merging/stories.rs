//! What stands as one and what does not, story by story.

use super::{chart, told};

const STORIES: &str = include_str!("../fixtures/merging.txt");

#[test]
fn every_story_ends_as_it_should() {
    let mut wrong = String::new();
    let stories: Vec<&str> = STORIES.split("## ").skip(1).collect();
    for story in &stories {
        let (title, rest) = story.split_once('\n').expect("a title");
        let (lines, expected) = rest.split_once("=>").expect("an end");
        let items = chart::items(lines);
        let merged = chart::merged(&items);
        let is = told::told(&merged, &chart::called(&items));
        let mut expected: Vec<&str> = expected
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        expected.sort_unstable();
        let expected = expected.join("\n");
        if is.trim_end() != expected.trim_end() {
            wrong += &format!("\n## {title}\n{is}\n-- and not\n{expected}\n");
        }
    }
    assert!(stories.len() >= 40);
    assert!(wrong.is_empty(), "{wrong}");
}
