//! What pages of the default theme say of a storyline and of those who take part in it, word for
//! word: the dossier, a briefing, an actor, the home page.

mod common;

use common::{cold, main_words, site};

/// Three briefings of a storyline. The second corrects itself and is due for review; the third
/// replaces it.
const SITE: &[(&str, &str)] = &[
    (
        "content/actors/anna.md",
        "---\nname: Anna Berg\nkind: person\nshort: Berg\nroles:\n  - { title: Envoy, until: 2025-08-01 }\n  - { title: Minister, from: 2025-08-01 }\n---\n\nShe speaks for Norland.\n",
    ),
    ("content/actors/norland.md", "---\nname: Norland\nkind: state\n---\n"),
    ("content/dossiers/talks.md", "---\ntitle: The talks\nsummary: Two sides, one border.\n---\n\nIt began in July.\n"),
    (
        "content/briefings/one.md",
        "---\ntitle: One\ndate: 2025-07-20\nsummary: First.\ndossier: talks\nactors: [anna]\n\
         events:\n  - { id: round, title: First round, date: 2025-08-01, status: scheduled, kind: talks, place: Geneva, actors: [Berg, norland] }\n  - { id: vote, title: Vote, status: tentative, kind: vote }\n\
         positions:\n  - { actor: norland, issue: Border, stance: demands, text: All of it. }\n\
         figures:\n  - { label: Displaced, value: 1000, unit: people, qualifier: about }\n\
         questions: [Where?, Who pays?]\n\
         statements:\n  - { speaker: anna, text: not yet, date: 2025-07-19, venue: to reporters }\n---\n",
    ),
    (
        "content/briefings/two.md",
        "---\ntitle: Two\ndate: 2025-08-02\nsummary: Second.\ndossier: talks\nreview_by: 2025-08-05\n\
         events:\n  - { id: round, title: First round, date: 2025-08-05, status: scheduled }\n  - { id: vote, title: Vote in parliament, alternatives: [2025-08-29, 2025-08-30], status: scheduled }\n\
         positions:\n  - { actor: norland, issue: border, stance: offers, text: A line. }\n  - { actor: anna, issue: Money, stance: rejects }\n\
         figures:\n  - { label: displaced, value: 1200, unit: people }\n\
         questions:\n  - { question: Where?, answer: In Geneva }\n\
         corrections:\n  - { date: 2025-08-03, text: The first round is on the *fifth*. }\n  - { date: 2025-08-04, kind: clarification, text: Geneva is the city. }\n---\n\n\
         She said it again:\n\n> We are *ready*.\n> — [[Berg]], Radio, 2025-08-02\n",
    ),
    (
        "content/briefings/three.md",
        "---\ntitle: Three\ndate: 2025-08-06\nsummary: Third.\ndossier: talks\nnumber: 3\nstatus: developing\nactors: [anna, norland]\n\
         events:\n  - { id: leak, title: Leak, date: 2025-08-04, status: held, kind: other }\n\
         questions:\n  - { question: Who pays?, status: moot }\n---\n",
    ),
];

/// What a reader sees on a page of the site.
fn words_of(page: &str) -> String {
    main_words(cold(&site(SITE)).1.text(page))
}

#[test]
fn a_dossier_tells_where_its_story_stands() {
    let words = "\
Active
Storyline
The talks
Two sides, one border.
Briefings
3
Latest
6 August 2025
What changed
Since Two, as of 2 August 2025
Settled
Who pays? No longer arises
Event
Leak
What is next
Friday 29 August 2025 or Saturday 30 August 2025
Vote in parliament
Scheduled · Vote
20 Jul 2025 First reported (Tentative)
2 Aug 2025 Scheduled
Key figures
1200 people
Displaced 2 August 2025
20 Jul 2025 about 1000
It began in July.
Questions
Where?
Answered In Geneva Two
Who pays?
No longer arises Three
Briefings
20 Jul 2025
News The talks
One
First.
2 Aug 2025
News The talks
Two
Second.
6 Aug 2025
News The talks Developing
Three
Third.
Who is who
Anna Berg Minister
Norland State
Timeline
Monday 4 August 2025
Leak
Tuesday 5 August 2025
First round
No outcome reported · Talks · Geneva · Anna Berg, Norland
20 Jul 2025 First reported (Scheduled), for 1 Aug 2025
2 Aug 2025 Rescheduled, for 5 Aug 2025
Positions
By issue and actor, as the newest briefing has it
Issue
Norland
Anna Berg
Border
Norland Offers A line.
–
Money
–
Anna Berg Rejects";
    assert_eq!(words_of("dossiers/talks/index.html"), words);
}

#[test]
fn a_briefing_says_what_became_of_its_events() {
    let words = "\
TLP:CLEAR Final
News The talks
One
First.
As of
20 July 2025
Published
20 July 2025
Reading time
1 minute
Key figures
about 1000 people
Displaced
In their words
not yet
Anna Berg, Envoy, to reporters, 19 July 2025
Positions
Who wants what
Actor
Stance
Issue
In words
Norland
Demands
Border
All of it.
Who is who
Anna Berg Envoy
Open questions
Where?
Who pays?
What is next
Friday 1 August 2025
First round
Scheduled · Talks · Geneva · Anna Berg, Norland
Later: 2 Aug 2025 Rescheduled, for 5 Aug 2025
Date to be announced
Vote
Tentative · Vote
Later: 2 Aug 2025 Scheduled
TLP:CLEAR May be shared without limit.
Storyline: The talks
Next 2 August 2025 Two";
    assert_eq!(words_of("2025/07/20/one/index.html"), words);
}

#[test]
fn a_briefing_says_what_it_adds_and_what_was_wrong_with_it() {
    let words = "\
TLP:CLEAR Final
News The talks
Two
Second.
As of
2 August 2025
Published
2 August 2025
Updated
4 August 2025
Review by
5 August 2025
Reading time
1 minute
Review overdue It was due by 5 August 2025. What is said here may no longer hold.
Corrected on 3 August 2025 The first round is on the fifth.
Key figures
1200 people
displaced
What changed
Since One, as of 20 July 2025
Figure
displaced 1200 people (before: 1000 people)
Position
Norland: border Offers (before: Demands)
Date
First round 5 August 2025 (before: 1 August 2025)
Event
Vote in parliament Scheduled (before: Tentative)
Settled
Where? In Geneva
2 more changes
Statement
Anna Berg: We are ready.
Position
Anna Berg: Money Rejects
She said it again:
We are ready.
— Berg, Radio, 2 August 2025
Positions
Who wants what
Actor
Stance
Issue
In words
Norland
Offers
border
A line.
Anna Berg
Rejects
Money
Questions
Where?
Answered In Geneva
What is next
Tuesday 5 August 2025
First round
Scheduled
Friday 29 August 2025 or Saturday 30 August 2025
Vote in parliament
Scheduled
Corrections
Clarification 4 August 2025
Geneva is the city.
Correction 3 August 2025
The first round is on the fifth.
TLP:CLEAR May be shared without limit.
Storyline: The talks
Previously 20 July 2025 One Next 6 August 2025 Three";
    assert_eq!(words_of("2025/08/02/two/index.html"), words);
}

#[test]
fn an_actor_has_a_record() {
    let words = "\
Person
Anna Berg
Minister
Briefings
2
First appearance
20 July 2025
Last appearance
6 August 2025
By month
She speaks for Norland.
Positions
By issue, as the newest briefing has it
Issue
Stance
In words
As of
Money
Rejects
2 Aug 2025
In their words
We are ready.
Anna Berg, Minister, Radio, 2 August 2025 Quoted in Two
not yet
Anna Berg, Envoy, to reporters, 19 July 2025 (part of a sentence) Quoted in One
Briefings
6 Aug 2025
News The talks Developing
Three
Third.
20 Jul 2025
News The talks
One
First.
Roles
Minister from 1 August 2025
Past roles
Envoy until 1 August 2025
Appears with
Norland
In how many briefings, and when last
Actor
Briefings
Latest
Norland
1
6 Aug 2025
Timeline
Tuesday 5 August 2025
First round
No outcome reported · Talks · Geneva · Anna Berg, Norland
20 Jul 2025 First reported (Scheduled), for 1 Aug 2025
2 Aug 2025 Rescheduled, for 5 Aug 2025";
    assert_eq!(words_of("actors/anna/index.html"), words);
}

#[test]
fn the_home_page_leads_and_looks_ahead() {
    let words = "\
Developing
News The talks No. 3
Three
Third.
As of
6 August 2025
Reading time
1 minute
Actors
Berg, Norland
What is next
Friday 29 August 2025 or Saturday 30 August 2025
Vote in parliament
Scheduled · Vote
20 Jul 2025 First reported (Tentative)
2 Aug 2025 Scheduled
Storylines
The talks
Active 3 briefings Latest 6 Aug 2025
All storylines
Latest
2 Aug 2025
News The talks
Two
Second.
20 Jul 2025
News The talks
One
First.";
    assert_eq!(words_of("index.html"), words);
}

#[test]
fn of_several_that_replace_a_briefing_the_newest_is_named() {
    let text = |title: &str, day: u8, more: &str| {
        format!("---\ntitle: {title}\ndate: 2025-08-0{day}\nsummary: S.\n{more}---\n")
    };
    let files = [
        ("content/briefings/one.md", text("One", 1, "")),
        ("content/briefings/newest.md", text("Newest", 3, "supersedes: one\n")),
        ("content/briefings/older.md", text("Older", 2, "supersedes: one\n")),
    ];
    let (_, outputs) = cold(&site(&files.each_ref().map(|(path, text)| (*path, text.as_str()))));
    let page = main_words(outputs.text("2025/08/01/one/index.html"));
    assert!(page.contains("A newer briefing replaces this one: Newest"), "{page}");
}

/// Issues of one day: with their further fields, by id.
fn issues(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let dossier = "---\ntitle: The story\n---\n".to_owned();
    let mut files = vec![("content/dossiers/story.md".to_owned(), dossier)];
    for (id, fields) in fields {
        let text = format!("---\ntitle: {id}\ndate: 2025-03-01\nsummary: S.\n{fields}---\n");
        files.push((format!("content/briefings/{id}.md"), text));
    }
    files
}

/// The ids in the order of a page, without repetition.
fn order_on(page: &str, outputs: &common::Outputs, ids: &[&str]) -> Vec<String> {
    let html = outputs.text(page);
    let mut found: Vec<(usize, &str)> =
        ids.iter().filter_map(|id| Some((html.find(&format!("/2025/03/01/{id}/"))?, *id))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id.to_owned()).collect()
}

#[test]
fn the_later_issue_of_a_day_is_the_newer_one() {
    let said = |status: &str, dead: u32| {
        format!(
            "dossier: story\nevents: [{{ id: vote, title: Vote, date: 2025-03-01, status: {status} }}]\n\
             figures: [{{ label: Dead, value: {dead} }}]\n"
        )
    };
    let (first, second) = (said("scheduled", 10), said("held", 25));
    for (first_extra, second_extra) in [
        ("number: 1\n", "number: 2\nsupersedes: a-morning\n"),
        ("number: 1\n", "number: 2\n"),
        ("", "supersedes: a-morning\n"),
    ] {
        let files = issues(&[
            ("a-morning", &format!("{first}{first_extra}")),
            ("b-evening", &format!("{second}{second_extra}")),
        ]);
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let outputs = cold(&site(&files)).1;
        let story = main_words(outputs.text("dossiers/story/index.html"));
        assert!(story.contains("Since a-morning") && story.contains("25\nDead"), "{story}");
        let ids = ["a-morning", "b-evening"];
        assert_eq!(order_on("archive/2025/03/index.html", &outputs, &ids), ["b-evening", "a-morning"]);
        assert!(
            main_words(outputs.text("index.html")).find("b-evening")
                < main_words(outputs.text("index.html")).find("a-morning")
        );
        assert!(outputs.text("data/events.json").contains("\"held\""));
    }
}

/// Numbers of two storylines, and briefings without any, on one day: each storyline in its order, all else by id.
#[test]
fn issues_of_a_day_have_one_order() {
    let files = issues(&[
        ("a", "dossier: story\nnumber: 1\n"),
        ("b", "dossier: other\nnumber: 2\n"),
        ("c", ""),
        ("d", "dossier: story\nnumber: 3\n"),
        ("e", "dossier: other\nnumber: 1\nsupersedes: d\n"),
        ("f", "dossier: story\nnumber: 2\nsupersedes: d\n"),
        ("g", "supersedes: h\n"),
        ("h", ""),
    ]);
    let mut files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("content/dossiers/other.md", "---\ntitle: The other\n---\n"));
    let outputs = cold(&site(&files)).1;
    let ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let order = order_on("archive/2025/03/index.html", &outputs, &ids);
    assert_eq!(order, ["b", "c", "e", "d", "f", "a", "g", "h"]);
}
