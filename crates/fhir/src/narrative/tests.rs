use super::{LONGEST, Narrative, plain};

#[track_caller]
fn check(markup: &str, expected: &str) {
    assert_eq!(plain(markup), expected, "{markup}");
}

#[test]
fn blocks_rows_and_breaks_stand_on_lines_of_their_own() {
    check(
        r#"<div xmlns="http://www.w3.org/1999/xhtml">Care Plan for Diabetes.<br/>Activities: <ul><li>Diet</li><li>Exercise</li></ul><br/>For Prediabetes.</div>"#,
        "Care Plan for Diabetes.\nActivities:\n• Diet\n• Exercise\nFor Prediabetes.",
    );
    check(
        "<table><tr><th>Medicine</th><th>Dose</th></tr>\r\n\t<tr><td>Omeprazole</td><td></td><td>40 mg</td></tr></table>",
        "Medicine, Dose\nOmeprazole, 40 mg",
    );
    check("<p>One</p><p> </p><P>Two</P>", "One\nTwo");
    check("a<pre>b\nc</pre>d\ne", "a\nb\nc\nd e");
}

#[test]
fn a_list_within_a_list_is_set_in_but_not_forever() {
    check(
        "<ol><li>Diet<ul><li>No soda</li></ul></li><li>Sleep</li></ol>",
        "• Diet\n  • No soda\n• Sleep",
    );
    let deep = plain(&"<ul><li>x".repeat(1_000));
    assert!(deep.ends_with("\n        • x"), "{deep}");
    check("</ul></ul><li>x", "• x");
}

#[test]
fn words_stay_whole_and_spaces_single() {
    check(
        "<b>Symp</b>tom \r\n\t relief<i>, soon</i>",
        "Symptom relief, soon",
    );
    check(" <div>\n</div> ", "");
}

#[test]
fn entities_become_letters_once() {
    check(
        "Ma&ntilde;ana &amp; t&#233; &#x2264; 7&nbsp;%",
        "Mañana & té ≤ 7 %",
    );
    check("&lt;b&gt;bold&lt;/b&gt;", "<b>bold</b>");
    check("&amp;lt;", "&lt;");
    check(
        "R&D &unknown; &#xffffffff; &#; &",
        "R&D &unknown; &#xffffffff; &#; &",
    );
    check("a&#0;b&#7;c", "abc");
}

#[test]
fn scripts_styles_and_comments_are_dropped() {
    check("a<script>if (1 < 2) { '</b>' }</SCRIPT >b", "ab");
    check(
        "a<style type='text/css'>p > b {}</style>b<script src='x'/>c",
        "abc",
    );
    check(
        "a<!-- <b>no</b> -->b<![CDATA[ 1 < 2 &amp; ]]>c",
        "ab 1 < 2 &amp; c",
    );
    check("a<script>never ends", "a");
    check("a<!-- never ends", "a");
}

#[test]
fn what_an_attribute_says_is_not_text() {
    check(
        r#"<a href="x" title="1 > 0" onclick='alert("hi")'>here</a>"#,
        "here",
    );
    check("<img src='x' alt=\"never closed>seen", "seen");
}

#[test]
fn broken_markup_loses_no_words() {
    check("A1c < 7 and > 5", "A1c < 7 and > 5");
    check("<p>one</div></b>two", "one\ntwo");
    check("one <b two", "one <b two");
    check("<", "<");
    check("</", "</");
    check("<>one", "<>one");
}

#[test]
fn a_text_that_says_nothing_is_none() {
    let said = |status: &str, div: Option<&str>| {
        Narrative {
            status: Some(status.to_owned().into()),
            div: div.map(|div| div.to_owned().into()),
        }
        .plain()
    };
    assert_eq!(said("empty", Some("<div>Nothing</div>")), None);
    assert_eq!(said("generated", Some("<div> </div>")), None);
    assert_eq!(said("generated", None), None);
    assert_eq!(
        said("additional", Some("<div>Rest</div>")).as_deref(),
        Some("Rest")
    );
}

#[test]
fn a_long_text_is_cut_and_says_so() {
    let text = plain(&"é ".repeat(LONGEST));
    assert!(text.len() < LONGEST + 8 && text.ends_with('…'));
}

#[test]
fn pieces_of_markup_in_any_order_never_make_it_panic() {
    const PIECES: [&str; 16] = [
        "<",
        ">",
        "</",
        "/>",
        "\"",
        "'",
        "&",
        ";",
        "&#x",
        "<!--",
        "-->",
        "<script",
        "<li>",
        "<![CDATA[",
        "]]>",
        "é",
    ];
    let mut random = 0x9e37_79b9_u32;
    for _ in 0..5_000 {
        let mut markup = String::new();
        for _ in 0..24 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            markup.push_str(PIECES[(random >> 20) as usize % PIECES.len()]);
        }
        let text = plain(&markup);
        assert!(text.len() <= markup.len() * 6, "{markup}");
    }
}
