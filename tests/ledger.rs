//! What several briefings say, brought together: events with a history, statements, positions,
//! questions, figures, and what each briefing adds. The site's own templates write it out.

mod common;

use common::{clean, cold, shown, site};

/// Three briefings of one storyline, a loose one, an unlisted one and a held one.
const SITE: &[(&str, &str)] = &[
    (
        "content/actors/anna.md",
        "---\nname: Anna Berg\nkind: person\nshort: Berg\nroles:\n  - { title: Envoy, until: 2025-08-01 }\n  - { title: Minister, from: 2025-08-01 }\n---\n",
    ),
    ("content/actors/norland.md", "---\nname: Norland\nkind: state\n---\n"),
    ("content/dossiers/talks.md", "---\ntitle: The talks\n---\n"),
    (
        "content/briefings/one.md",
        "---\ntitle: One\ndate: 2025-07-20\nsummary: First.\ndossier: talks\nactors: [anna]\nevents:\n  - { id: round, title: First round, date: 2025-08-01, status: scheduled, kind: talks, place: Geneva, actors: [Berg, norland] }\n  - { id: vote, title: Vote, status: tentative }\n  - { title: Leak }\npositions:\n  - { actor: norland, issue: Border, stance: demands, text: All of it. }\nfigures:\n  - { label: Displaced, value: 1000, unit: people, qualifier: about }\nquestions: [Where?, Who pays?]\nstatements:\n  - { speaker: anna, text: not yet, date: 2025-07-19, venue: to reporters }\n---\n",
    ),
    (
        "content/briefings/two.md",
        "---\ntitle: Two\ndate: 2025-08-03\nas_of: 2025-08-02\nsummary: Second.\ndossier: talks\nevents:\n  - { id: round, title: First round, date: 2025-08-05, status: scheduled }\n  - { id: vote, title: Vote in parliament, date: 2025-08-30, status: scheduled }\npositions:\n  - { actor: norland, issue: border, stance: offers, text: A line. }\n  - { actor: anna, issue: Money, stance: rejects }\nfigures:\n  - { label: displaced, value: 1200, unit: people }\nquestions:\n  - { question: Where?, answer: In Geneva }\n---\n\nShe said it again:\n\n> We are *ready*, says [[norland]].\n>\n> Nothing more.\n> — [[Berg]], Radio, 2025-08-02\n",
    ),
    (
        "content/briefings/three.md",
        "---\ntitle: Three\ndate: 2025-08-06\nsummary: Third.\ndossier: talks\nevents:\n  - { id: round, title: First round, status: held }\nquestions: [where?]\nstatements:\n  - { speaker: Anna Berg, text: Not yet, date: 2025-07-19 }\n---\n",
    ),
    (
        "content/briefings/loose.md",
        "---\ntitle: Loose\ndate: 2025-08-01\nsummary: Alone.\nevents:\n  - { id: strike, title: Strike, date: 2025-08-04, status: tentative, certainty: reported }\ncorrections:\n  - { date: 2025-08-02, text: It was *not* so. }\nupdates:\n  - { date: 2025-08-03, text: More. }\n---\n",
    ),
    (
        "content/briefings/unlisted.md",
        "---\ntitle: Unlisted\ndate: 2025-08-06\nsummary: Not in lists.\nunlisted: true\ndossier: talks\nevents:\n  - { id: vote, title: SECRETWORD, status: cancelled }\nfigures: [{ label: displaced, value: 9 }]\n---\n",
    ),
    (
        "content/briefings/held.md",
        "---\ntitle: Held SECRETWORD\ndate: 2025-08-06\nsummary: Held.\ndraft: true\ndossier: talks\nevents:\n  - { id: vote, title: SECRETWORD, status: cancelled }\nstatements: [{ speaker: anna, text: SECRETWORD }]\n---\n",
    ),
    (
        "templates/dossier.html",
        "{% set r = dossier.record %}\
         {% for e in r.events %}{{ e.date or \"-\" }} {{ e.title }}: {{ e.status }}{% if e.overdue %}, overdue{% endif %} | {{ e.place or \"-\" }} | {% for a in e.actors %}{{ a.title }}, {% endfor %}| {{ e.briefing.url }} | {% for h in e.history %}{{ h.change }} {{ h.when or \"-\" }} ({{ h.as_of }} {{ h.briefing.title }}); {% endfor %}\n{% endfor %}\
         ahead:\n{% for e in r.ahead %}{{ e.date or \"-\" }} {{ e.title }}: {{ e.status }} | {% for h in e.history %}{{ h.change }} {{ h.when or \"-\" }}; {% endfor %}\n{% endfor %}\
         positions:\n{% for a in r.positions.actors %}| {{ a.title }} {% endfor %}\n{% for row in r.positions.issues %}{{ row.issue }}{% for c in row.cells %} | {% for p in c %}{{ p.stance }} {{ p.text or \"-\" }} ({{ p.as_of }}){% else %}-{% endfor %}{% endfor %}\n{% endfor %}\
         questions:\n{% for q in r.questions %}{{ q.question }} {{ q.status }} {{ q.answer or \"-\" }} | {{ q.asked.url }}{% if q.settled %} | {{ q.settled.url }}{% endif %}\n{% endfor %}\
         figures:\n{% for f in r.figures %}{{ f.label }}, {{ f.unit or \"-\" }}:{% for p in f.points %} {{ p.value }} ({{ p.as_of }}, {{ p.qualifier or \"-\" }}){% endfor %}\n{% endfor %}\
         news since {{ r.news.since.title }}, {{ r.news.since_date }}:\n{% for n in r.news.items %}{{ n.kind }} {{ n.title }} {{ n.from or \"-\" }} > {{ n.to or \"-\" }} {{ n.url }}\n{% endfor %}",
    ),
    (
        "templates/briefing.html",
        "{% if briefing.stale %}stale\n{% endif %}{% if briefing.news %}since {{ briefing.news.since.title }}:\n{% for n in briefing.news.items %}{{ n.kind }} {% if n.actor %}{{ n.actor.title }}: {% endif %}{{ n.title }} {{ n.from or \"-\" }} > {{ n.to or \"-\" }} {{ n.url }}\n{% endfor %}{% endif %}",
    ),
    (
        "templates/actor.html",
        "{% for s in actor.record.statements %}{{ s.speaker.title }} ({{ s.role or \"-\" }}): {% for p in s.paragraphs %}“{{ p }}” {% endfor %}{% if s.fragment %}(fragment) {% endif %}{{ s.date or \"-\" }} {{ s.venue or \"-\" }} {{ s.briefing.url }}\n{% endfor %}\
         {% for p in actor.record.positions %}{{ p.issue }}: {{ p.stance }} {{ p.text or \"-\" }} ({{ p.briefing.url }})\n{% endfor %}\
         {{ actor.record.event_count }} event: {% for e in actor.record.events %}{{ e.title }}; {% endfor %}",
    ),
];

#[test]
fn a_storyline_knows_where_it_stands() {
    let (_, outputs) = cold(&site(SITE));
    assert_eq!(
        outputs.text("dossiers/talks/index.html"),
        "2025-08-05 First round: held | Geneva | Anna Berg, Norland, | /2025/08/06/three/#event-round | first 2025-08-01 (2025-07-20 One); \
         rescheduled 2025-08-05 (2025-08-02 Two); held 2025-08-05 (2025-08-06 Three); \n\
         - Leak: unknown | - | | /2025/07/20/one/#event-3 | first - (2025-07-20 One); \n\
         ahead:\n\
         2025-08-30 Vote in parliament: scheduled | first -; scheduled 2025-08-30; \n\
         positions:\n| Norland | Anna Berg \n\
         Border | offers A line. (2025-08-02) | -\n\
         Money | - | rejects - (2025-08-02)\n\
         questions:\n\
         Where? open - | /2025/07/20/one/#question-1\n\
         Who pays? open - | /2025/07/20/one/#question-2\n\
         figures:\n\
         Displaced, people: 1200 (2025-08-02, -) 1000 (2025-07-20, about)\n\
         news since Two, 2025-08-02:\n\
         event-status First round scheduled > held #event-round\n\
         question where? answered > open #question-1\n"
    );
}

#[test]
fn a_briefing_says_what_it_adds() {
    let (_, outputs) = cold(&site(SITE));
    assert_eq!(outputs.text("2025/07/20/one/index.html"), "", "the first adds nothing to nothing");
    assert_eq!(
        outputs.text("2025/08/03/two/index.html"),
        "since One:\n\
         figure displaced 1000 people > 1200 people #at-figures\n\
         position Norland: border demands > offers #at-positions\n\
         event-date First round 2025-08-01 > 2025-08-05 #event-round\n\
         event-status Vote in parliament tentative > scheduled #event-vote\n\
         event-date Vote in parliament - > 2025-08-30 #event-vote\n\
         settled Where? open > In Geneva #question-1\n\
         statement Anna Berg: We are ready, says norland. Nothing more. - > - #quote-1\n\
         position Anna Berg: Money - > rejects #at-positions\n"
    );
}

#[test]
fn an_actor_has_a_record() {
    let (_, outputs) = cold(&site(SITE));
    assert_eq!(
        outputs.text("actors/anna/index.html"),
        "Anna Berg (Minister): “We are ready, says norland.” “Nothing more.” 2025-08-02 Radio /2025/08/03/two/#quote-1\n\
         Anna Berg (Envoy): “not yet” (fragment) 2025-07-19 to reporters /2025/07/20/one/#statement-1\n\
         Money: rejects - (/2025/08/03/two/#at-positions)\n\
         1 event: First round; "
    );
}

#[test]
fn an_event_that_passed_without_a_word_is_overdue() {
    let world = site(SITE);
    let (report, outputs) = cold(&world);
    assert_eq!(
        shown(&report, &world),
        "warning[overdue-event]: `Strike` is tentative for 2025-08-04, which has passed\n \
         --> content/briefings/loose.md:6:60\n  |\n6 |   - { id: strike, title: Strike, date: 2025-08-04, status: \
         tentative, certainty: reported }\n  |                                                            ^^^^^^^^^\n  |\n  \
         = hint: say in a newer briefing, under `id: strike`, what came of it: `held`, `passed`, `postponed` or `cancelled`\n\n"
    );
    assert!(outputs.files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("SECRETWORD")));
}

#[test]
fn a_briefing_past_its_review_is_stale_and_the_build_knows_when() {
    let stale = |day: &str| {
        let text = format!("---\ntitle: A\ndate: 2025-08-01\nsummary: S.\nreview_by: {day}\n---\n");
        let template = SITE.iter().find(|(path, _)| *path == "templates/briefing.html").unwrap();
        let world = site(&[("content/briefings/a.md", &text), *template]);
        (clean(&world).text("2025/08/01/a/index.html").to_owned(), cold(&world).0.next_change.map(|at| at.to_string()))
    };
    assert_eq!(stale("2025-08-06"), ("stale\n".to_owned(), None));
    assert_eq!(stale("2025-08-07"), (String::new(), Some("2025-08-08T00:00:00Z".to_owned())));
}
