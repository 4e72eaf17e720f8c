//! The pages of what all briefings say: what happened, what is ahead. Each test reads whole pages as
//! a reader would.

mod common;

use briefer::build::{Request, build};
use briefer::memo::Memory;
use common::{Outputs, built, cold, shown, site, words};

const SETTINGS: &str = "title = \"The Desk\"\nbase_url = \"https://example.org/\"\nmax_tlp = \"GREEN\"\n[lints]\noverdue-event = \"allow\"\n";

/// Two briefings about the same events, and one in another language.
const EVENTS: &[(&str, &str)] = &[
    ("content/actors/anna.md", "---\nname: Anna Berg\nkind: person\n---\n"),
    ("content/dossiers/talks.md", "---\ntitle: The talks\n---\n"),
    (
        "content/briefings/one.md",
        "---
title: One
date: 2025-07-20
summary: First.
dossier: talks
events:
  - { id: round, title: First round, date: 2025-08-01, status: scheduled, kind: talks, place: Geneva, actors: [anna] }
  - { id: vote, title: Vote, date: 2025-09, status: tentative, kind: vote, certainty: derived }
  - { id: summit, title: Summit, status: tentative, alternatives: [2025-08-12, 2025-08-15] }
  - { id: visit, title: Visit, status: postponed }
  - { id: review, title: Review, date: 2026, status: scheduled }
  - { title: Strike, date: 2025-08-04, status: tentative, certainty: reported }
  - { title: Older, date: 2024-12-30, status: passed }
  - { title: Some day, status: held }
  - { title: Of that year, date: 2024 }
---
",
    ),
    (
        "content/briefings/two.md",
        "---
title: Two
date: 2025-08-06
summary: Second.
dossier: talks
tlp: GREEN
events:
  - { id: round, title: First round, date: 2025-08-05, end: 2025-08-06, status: held }
  - { title: Hearing, date: 2025-08-08T09:00:00+02:00, status: scheduled }
---
",
    ),
    (
        "content/briefings/ar.md",
        "---\ntitle: ملخص\ndate: 2025-08-02\nsummary: ملخص.\nlang: ar\nevents:\n  - { title: اجتماع, date: 2025-08-01, status: cancelled }\n---\n",
    ),
];

#[test]
fn the_timeline_tells_what_happened_newest_first() {
    let outputs = built(SETTINGS, EVENTS);
    assert_eq!(
        words(outputs.text("timeline/index.html")),
        "Timeline
What happened, newest first, as the newest briefing has it.
Calendar to subscribe to
August 2025
Tuesday 5 August 2025 – Wednesday 6 August 2025
First round
Held · Talks · Geneva · Anna Berg TLP:GREEN
20 Jul 2025 First reported (Scheduled), for 1 Aug 2025
6 Aug 2025 Held, 5 Aug 2025
Monday 4 August 2025 (date reported)
Strike
No outcome reported
Friday 1 August 2025
اجتماع
Cancelled
December 2024
Monday 30 December 2024
Older
Passed
2024
2024
Of that year
Unclear
Undated
Undated
Some day
"
    );
    let timeline = outputs.text("timeline/index.html");
    assert!(
        timeline
            .contains("<p class=\"what\" lang=\"ar\" dir=\"rtl\"><a href=\"/2025/08/02/ar/#event-1\">اجتماع</a></p>"),
        "{timeline}"
    );
}

#[test]
fn what_is_ahead_stands_in_time_then_undated_then_overdue() {
    let outputs = built(SETTINGS, EVENTS);
    assert_eq!(
        words(outputs.text("upcoming/index.html")),
        "Upcoming
What is scheduled, the next first, as the newest briefing has it.
Calendar to subscribe to
August 2025
Friday 8 August 2025, 07:00 UTC
Hearing
Scheduled TLP:GREEN
September 2025
September 2025 (date derived)
Vote
Tentative · Vote
2026
2026
Review
Scheduled
Date to be announced
Tuesday 12 August 2025 or Friday 15 August 2025
Summit
Tentative
Date to be announced
Visit
Postponed
Date passed, no outcome reported
Monday 4 August 2025 (date reported)
Strike
No outcome reported
"
    );
}

#[test]
fn a_section_that_is_turned_off_or_has_no_content_is_nowhere() {
    let pages = |outputs: &Outputs| -> Vec<String> {
        let known = ["timeline/", "upcoming/", "calendar.ics"];
        let is_ours = |path: &&String| known.iter().any(|part| path.contains(part));
        outputs.files.keys().filter(is_ours).cloned().collect()
    };
    let mentions = |outputs: &Outputs| {
        let known = ["/timeline/", "/upcoming/", "calendar.ics"];
        outputs.files.iter().filter(|(path, _)| !path.ends_with(".css")).any(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            known.iter().any(|part| text.contains(part))
        })
    };
    let on = built(SETTINGS, EVENTS);
    assert_eq!(
        pages(&on),
        [
            "actors/anna/calendar.ics",
            "calendar.ics",
            "dossiers/talks/calendar.ics",
            "timeline/index.html",
            "upcoming/index.html"
        ]
    );
    let sitemap = on.text("sitemap.xml");
    assert!(sitemap.contains("https://example.org/timeline/") && sitemap.contains("https://example.org/upcoming/"));

    let settings = format!("{SETTINGS}[sections]\ntimeline = false\nupcoming = false\ncalendars = false\n");
    let off = built(&settings, EVENTS);
    assert!(pages(&off).is_empty() && !mentions(&off));

    let without = [("content/briefings/a.md", "---\ntitle: A\ndate: 2025-08-01\nsummary: S.\n---\n")];
    let none = built(SETTINGS, &without);
    assert!(pages(&none).is_empty() && !mentions(&none));
}

#[test]
fn when_nothing_is_ahead_the_page_says_what_will_be_here() {
    let held = "---\ntitle: A\ndate: 2025-08-01\nsummary: S.\nevents: [{ title: Round, status: held }]\n---\n";
    let outputs = built(SETTINGS, &[("content/briefings/a.md", held)]);
    assert_eq!(
        words(outputs.text("upcoming/index.html")),
        "Upcoming
What is scheduled, the next first, as the newest briefing has it.
Nothing is scheduled.
An event that a briefing announces stands here until its date has passed, and moves to the timeline from there.
"
    );
    assert!(!outputs.files.contains_key("calendar.ics"), "no event has a date");
}

/// A briefing with as many past events of one actor and one storyline as asked for.
fn many(count: usize) -> String {
    let events: String = (0..count)
        .map(|at| {
            let (day, month) = (at % 28 + 1, at / 28 + 1);
            format!(
                "  - {{ id: e{at}, title: Event {at}, date: 2025-{month:02}-{day:02}, status: held, actors: [anna] }}\n"
            )
        })
        .collect();
    format!("---\ntitle: Many\ndate: 2025-08-01\nsummary: S.\ndossier: talks\nevents:\n{events}---\n")
}

#[test]
fn an_actor_and_a_dossier_have_a_timeline_of_their_own_for_what_their_page_cannot_hold() {
    let timelines = |count: usize| -> Vec<String> {
        let many = many(count);
        let outputs = built(SETTINGS, &[EVENTS[0], EVENTS[1], ("content/briefings/many.md", &many)]);
        outputs.files.keys().filter(|path| path.contains("timeline")).cloned().collect()
    };
    let (site, actor, dossier) =
        ("timeline/index.html", "actors/anna/timeline/index.html", "dossiers/talks/timeline/index.html");
    assert_eq!(timelines(8), [site]);
    assert_eq!(timelines(9), [actor, site]);
    assert_eq!(timelines(24), [actor, site]);
    assert_eq!(timelines(25), [actor, dossier, site]);

    let settings = format!("{SETTINGS}[lists]\nper_page = 24\n");
    let outputs = built(&settings, &[EVENTS[0], EVENTS[1], ("content/briefings/many.md", &many(25))]);
    assert_eq!(
        words(outputs.text("actors/anna/timeline/page/2/index.html")),
        "Anna Berg
Anna Berg: timeline
Calendar to subscribe to
January 2025
Wednesday 1 January 2025
Event 0
Anna Berg
Previous page
1
2
"
    );
    let page = outputs.text("dossiers/talks/timeline/index.html");
    for part in ["href=\"/dossiers/talks/calendar.ics\"", "<a href=\"/dossiers/talks/\">The talks</a></li></ol>"] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

/// What a second build renders after an edit.
fn rendered_after(files: &[(&str, &str)], path: &str, edit: impl FnOnce(&str) -> String) -> Vec<String> {
    let mut world = site(files);
    world.write("site.toml", SETTINGS.as_bytes());
    let (mut memory, mut outputs) = (Memory::default(), Outputs::default());
    build(&world, &Request::default(), &mut memory, &mut outputs).unwrap();
    outputs.finish();
    let text = files.iter().find(|(file, _)| *file == path).unwrap().1;
    let edited = edit(text);
    assert_ne!(edited, text);
    world.write(path, edited.as_bytes());
    let report = build(&world, &Request::default(), &mut memory, &mut outputs).unwrap();
    assert!(!report.has_errors(), "{}", shown(&report, &world));
    outputs.finish();
    let (_, fresh) = cold(&world);
    assert_eq!(outputs.files, fresh.files, "warm is not cold");
    outputs.written
}

#[test]
fn a_body_edit_renders_no_page_of_the_record() {
    let edit = |text: &str| format!("{text}\nA new paragraph.\n");
    assert_eq!(rendered_after(EVENTS, "content/briefings/one.md", edit), ["2025/07/20/one/index.html"]);
}

#[test]
fn an_events_new_status_renders_its_pages_and_calendars() {
    let edit = |text: &str| text.replace("status: tentative, kind: vote", "status: scheduled, kind: vote");
    assert_eq!(
        rendered_after(EVENTS, "content/briefings/one.md", edit),
        [
            "2025/07/20/one/index.html",
            "calendar.ics",
            "data/events.csv",
            "data/events.json",
            "dossiers/talks/calendar.ics",
            "dossiers/talks/index.html",
            "index.html",
            "upcoming/index.html"
        ]
    );
}

/// Two storylines, each with an actor of its own: what is said in one is none of the other.
const SPOKEN: &[(&str, &str)] = &[
    ("content/actors/anna.md", "---\nname: Anna Berg\nkind: person\n---\n"),
    ("content/actors/ben.md", "---\nname: Ben Adler\nkind: person\n---\n"),
    ("content/dossiers/talks.md", "---\ntitle: The talks\n---\n"),
    ("content/dossiers/trade.md", "---\ntitle: Trade\n---\n"),
    (
        "content/briefings/talks-one.md",
        "---
title: One
date: 2025-08-01
summary: S.
dossier: talks
actors: [anna]
statements: [{ speaker: anna, text: We begin. }]
---
",
    ),
    (
        "content/briefings/talks-two.md",
        "---
title: Two
date: 2025-08-02
summary: S.
dossier: talks
actors: [anna]
statements:
  - { speaker: anna, text: We go on. }
---
",
    ),
    (
        "content/briefings/trade.md",
        "---
title: Trade
date: 2025-08-03
summary: S.
dossier: trade
actors: [ben]
statements: [{ speaker: ben, text: We sell. }]
---
",
    ),
];

#[test]
fn a_statement_added_renders_its_briefing_its_speaker_its_storyline_and_the_lists() {
    let edit = |text: &str| text.replace("We go on. }\n", "We go on. }\n  - { speaker: anna, text: We are done. }\n");
    assert_eq!(
        rendered_after(SPOKEN, "content/briefings/talks-two.md", edit),
        [
            "2025/08/02/talks-two/index.html",
            "actors/anna/index.html",
            "data/statements.csv",
            "data/statements.json",
            // What changed since the briefing before.
            "dossiers/talks/index.html",
            "statements/index.html",
        ]
    );
}

#[test]
fn a_corrections_words_render_its_briefing_and_the_list_of_corrections() {
    let mut files: Vec<(&str, &str)> = SPOKEN.to_vec();
    files.push((
        "content/briefings/corrected.md",
        "---\ntitle: Corrected\ndate: 2025-07-01\nsummary: S.\ncorrections: [{ date: 2025-07-02, text: Not so. }]\n---\n",
    ));
    let edit = |text: &str| text.replace("Not so.", "Not at all.");
    assert_eq!(
        rendered_after(&files, "content/briefings/corrected.md", edit),
        ["2025/07/01/corrected/index.html", "corrections/feed.json", "corrections/feed.xml", "corrections/index.html"]
    );
}

#[test]
fn months_may_have_another_name_without_a_day() {
    let settings = format!(
        "{SETTINGS}[strings]\n\
         months = [\"січня\", \"лютого\", \"березня\", \"квітня\", \"травня\", \"червня\", \"липня\", \"серпня\", \
         \"вересня\", \"жовтня\", \"листопада\", \"грудня\"]\n\
         months_alone = [\"січень\", \"лютий\", \"березень\", \"квітень\", \"травень\", \"червень\", \"липень\", \
         \"серпень\", \"вересень\", \"жовтень\", \"листопад\", \"грудень\"]\n"
    );
    let outputs = built(&settings, EVENTS);
    let archive = words(outputs.text("archive/index.html"));
    assert!(archive.contains("серпень") && !archive.contains("серпня"), "{archive}");
    assert!(outputs.text("archive/2025/08/index.html").contains("<h1>серпень 2025</h1>"));
    assert!(outputs.text("2025/08/06/two/index.html").contains("6 серпня 2025"));
}

/// What a menu and the policies of a site name: sections without content are not there yet, pages of the author's are.
#[test]
fn the_menu_names_a_section_once_it_has_content() {
    const MENU: &str = r#"
title = "The Desk"
base_url = "https://example.org/"
menu = [
  { title = "Topics", url = "/tags/" },
  { title = "Ahead", url = "/upcoming" },
  { title = "Said", url = "/statements/" },
]
[publisher]
name = "The Desk"
policies = [{ title = "What we corrected", url = "/corrections/" }, { title = "Ethics", url = "/ethics/" }]
"#;
    let ethics = ("content/pages/ethics.md", "---\ntitle: Ethics\n---\n");
    let said = ("content/pages/statements.md", "---\ntitle: Statements\n---\n");
    let plain = ("content/briefings/a.md", "---\ntitle: A\ndate: 2025-08-01\nsummary: A.\n---\n");
    let full = (
        "content/briefings/a.md",
        "---\ntitle: A\ndate: 2025-08-01\nsummary: A.\ntags: [peace]\nevents: [{ title: Vote, date: 2025-09 }]\n\
         corrections: [{ date: 2025-08-02, text: It was two. }]\n---\n",
    );
    let named = |files: &[(&str, &str)]| {
        let outputs = built(MENU, files);
        let home = outputs.text("index.html");
        ["Topics", "Ahead", "Said", "What we corrected", "Ethics"].map(|title| home.contains(&format!(">{title}</a>")))
    };
    assert_eq!(named(&[ethics, plain]), [false, false, false, false, true]);
    assert_eq!(named(&[ethics, said, full]), [true, true, true, true, true]);
}
