//! Who is who where names look or sound alike: those that only sound alike are not one, and each has a page of its own.

mod common;

use common::{Outputs, cold, shown, site};

/// A briefing with further fields.
fn briefing(fields: &str) -> String {
    format!("---\ntitle: One\ndate: 2025-08-02\nsummary: S.\n{fields}---\n")
}

/// Each id of a data file with the name that goes by it.
fn pairs(outputs: &Outputs, file: &str, id: &str, name: &str) -> Vec<(String, String)> {
    let table: serde_json::Value = serde_json::from_str(outputs.text(file)).unwrap();
    let rows = table["items"].as_array().unwrap();
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    rows.iter().map(|row| (text(row, id), text(row, name))).collect()
}

/// Pages below a folder of the site.
fn pages(outputs: &Outputs, folder: &str) -> Vec<String> {
    let below = outputs.files.keys().filter_map(|path| path.strip_prefix(folder)?.strip_suffix("/index.html"));
    below.filter(|id| !id.contains('/')).map(str::to_owned).collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

#[test]
fn two_who_only_sound_alike_are_two() {
    let said = "statements: [{ speaker: 王芳, text: A says }, { speaker: 王方, text: B says }]\n";
    let world = site(&[("content/briefings/one.md", &briefing(&format!("actors: [王芳, 王方]\n{said}")))]);
    let outputs = cold(&world).1;
    assert_eq!(pages(&outputs, "actors/"), ["王方", "王芳"]);
    let speakers = pairs(&outputs, "data/statements.json", "speaker", "name");
    assert_eq!(speakers, owned(&[("王芳", "王芳"), ("王方", "王方")]));
}

/// In a field an id means whom it means in `[[...]]`, and nobody where it is that of two.
#[test]
fn an_id_that_was_made_means_its_owner_in_fields_too() {
    let said = briefing("statements: [{ speaker: wang-fang, text: A says }]\n");
    let link = format!("{}\n[[wang-fang]]\n", briefing(""));
    let files = [briefing("actors: [王芳]\n"), said, link];
    for order in [["a", "b", "c"], ["c", "a", "b"], ["b", "c", "a"]] {
        let mut world = site(&[]);
        for (name, text) in order.iter().zip(&files) {
            world.write(&format!("content/briefings/{name}.md"), text.as_bytes());
        }
        let (report, outputs) = cold(&world);
        assert_eq!(pairs(&outputs, "data/actors.json", "id", "name"), owned(&[("wang-fang", "王芳")]));
        let speakers = pairs(&outputs, "data/statements.json", "speaker", "name");
        assert_eq!(speakers, owned(&[("wang-fang", "王芳")]));
        assert!(!report.has_errors(), "{}", shown(&report, &world));

        world.write("content/briefings/later.md", briefing("actors: [王方]\n").as_bytes());
        let (report, outputs) = cold(&world);
        let actors = pairs(&outputs, "data/actors.json", "id", "name");
        assert_eq!(actors, owned(&[("wang-fang", "wang-fang"), ("王方", "王方"), ("王芳", "王芳")]));
        let found = shown(&report, &world);
        assert!(found.contains("`wang-fang` would be the id of `王方` and `王芳`, too"), "{found}");
        assert!(found.contains("`wang-fang` would be the id of `wang-fang` and `王芳`, too"), "{found}");
    }
}

#[test]
fn nobody_is_taken_for_a_registered_actor_who_sounds_alike() {
    let registered = "---\nname: 李明\nkind: person\nroles: [President]\n---\n";
    let said = "actors: [黎明]\nstatements: [{ speaker: 黎明, text: I resign }, { speaker: li-ming, text: I stay }]\n";
    let world = site(&[("content/actors/li-ming.md", registered), ("content/briefings/one.md", &briefing(said))]);
    let (report, outputs) = cold(&world);
    assert_eq!(pages(&outputs, "actors/"), ["li-ming", "黎明"]);
    let speakers = pairs(&outputs, "data/statements.json", "speaker", "name");
    assert_eq!(speakers, owned(&[("黎明", "黎明"), ("li-ming", "李明")]));
    assert!(shown(&report, &world).contains("actor `黎明` is not registered"));
}

/// A name that an id can spell has that id, wherever its file is; an id that was made of another name makes no name.
#[test]
fn who_is_spelt_like_an_id_has_it() {
    for (first, second) in [("王芳", "Wang Fang"), ("Wang Fang", "王芳")] {
        let world = site(&[
            ("content/briefings/a.md", &briefing(&format!("actors: [{first}]\n"))),
            ("content/briefings/b.md", &briefing(&format!("actors: [{second}]\n"))),
        ]);
        let actors = pairs(&cold(&world).1, "data/actors.json", "id", "name");
        assert_eq!(actors, owned(&[("wang-fang", "Wang Fang"), ("王芳", "王芳")]));
    }
    let mut world = site(&[("content/briefings/a.md", &briefing("actors: [王芳]\n"))]);
    world.write("content/briefings/b.md", format!("{}\n[[wang-fang]] and [[Wang Fang]]\n", briefing("")));
    let found = shown(&cold(&world).0, &world);
    assert!(found.contains("there is no actor or briefing `Wang Fang`") && !found.contains("`wang-fang`\n"), "{found}");
}

#[test]
fn case_accents_hyphens_and_spaces_do_not_matter() {
    let spellings = "[Lech Wałęsa, lech-walesa, LECH WALESA, Горбачёв, горбачев]";
    let world = site(&[("content/briefings/one.md", &briefing(&format!("actors: {spellings}\n")))]);
    let actors = pairs(&cold(&world).1, "data/actors.json", "id", "name");
    assert_eq!(actors, owned(&[("gorbachiov", "Горбачёв"), ("lech-walesa", "Lech Wałęsa")]));
}

#[test]
fn tags_that_only_sound_alike_are_two() {
    let registered = ("content/tags/li-ming.md", "---\nlabel: 李明\n---\n");
    let world =
        site(&[registered, ("content/briefings/one.md", &briefing("tags: [黎明, ТЭК, TEK, Tek, C, C++, C#]\n"))]);
    let (report, outputs) = cold(&world);
    assert_eq!(pages(&outputs, "tags/"), ["c-35e21e", "c-44d2f7", "c", "li-ming", "tek", "тэк", "黎明"]);
    let found = shown(&report, &world);
    assert!(found.contains("the tag `TEK` is also spelt `Tek`") && found.matches("warning[").count() == 1, "{found}");
}

/// A name that no address can have is not lost.
#[test]
fn a_device_of_windows_is_a_name() {
    let world = site(&[("content/briefings/one.md", &briefing("actors: [Con]\ntags: [con]\n"))]);
    let (report, outputs) = cold(&world);
    assert!(!report.has_errors(), "{}", shown(&report, &world));
    assert_eq!(pages(&outputs, "tags/"), ["con-af87da"]);
    assert_eq!(pairs(&outputs, "data/actors.json", "id", "name"), owned(&[("con-af87da", "Con")]));
}

/// Names that have no slug of their own have one that depends on them alone.
#[test]
fn an_id_of_its_own_does_not_depend_on_who_else_needs_one() {
    let ids = |tags: &str| pages(&cold(&site(&[("content/briefings/one.md", &briefing(tags))])).1, "tags/");
    let (few, many) = (ids("tags: [C, C++]\n"), ids("tags: [C&, C%, C++, C]\n"));
    assert_eq!(few.len(), 2);
    assert!(few.iter().all(|id| many.contains(id)), "{few:?} {many:?}");
}

/// A file name in decomposed form is that of the composed id, whichever form a link to it has.
#[test]
fn an_id_has_one_form() {
    let (composed, decomposed) = ("caf\u{e9}-\u{e9}t\u{e9}", "cafe\u{301}-e\u{301}te\u{301}");
    let links = |id: &str| format!("[[{id}]] and [one]({id}.md)\n");
    let linked = briefing("supersedes: SAME\n").replace("SAME", decomposed) + &links(composed) + &links(decomposed);
    let world = site(&[
        (&format!("content/briefings/{decomposed}.md"), &briefing("").replace("One", "Caf\u{e9}")),
        ("content/briefings/वार्ता.md", &briefing("actors: [शांति]\n")),
        ("content/briefings/two.md", &format!("{linked}[[वार्ता]]\n")),
    ]);
    let (report, outputs) = cold(&world);
    let found = shown(&report, &world);
    assert!(found.matches("warning[").count() == 1 && !report.has_errors(), "{found}");
    let page = outputs.text("2025/08/02/two/index.html");
    assert_eq!(page.matches("/2025/08/02/caf%C3%A9-%C3%A9t%C3%A9/\"").count(), 6, "{page}");
}

/// A link leads to the file whose name looks the same, whichever form either has.
#[test]
fn a_link_may_be_in_another_form_than_the_file() {
    let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}");
    for (on_disk, linked) in [(composed, decomposed), (decomposed, composed)] {
        let text = format!("{}\n[Page](../pages/{linked}.md) and [data]({linked}.csv)\n", briefing(""));
        let world = site(&[
            (&format!("content/pages/{on_disk}.md"), "---\ntitle: Caf\u{e9}\n---\n"),
            (&format!("content/briefings/{on_disk}.csv"), "data\n"),
            ("content/briefings/one.md", &text),
        ]);
        let (report, outputs) = cold(&world);
        assert!(report.diagnostics.is_empty(), "{}", shown(&report, &world));
        let page = outputs.text("2025/08/02/one/index.html");
        assert!(page.contains("\"/caf%C3%A9/\"") && page.contains("/one/caf%C3%A9.csv\""), "{page}");
        assert_eq!(outputs.text("2025/08/02/one/caf\u{e9}.csv"), "data\n");
    }
    // Of two that look the same, each is found by its own name.
    let text = format!("{}\n[One]({composed}.csv)\n", briefing(""));
    let world = site(&[
        (&format!("content/briefings/{composed}.csv"), "composed\n"),
        (&format!("content/briefings/{decomposed}.csv"), "decomposed\n"),
        ("content/briefings/one.md", &text),
    ]);
    assert_eq!(cold(&world).1.text("2025/08/02/one/caf\u{e9}.csv"), "composed\n");
}

/// Near misses take long among many names: where very many are not registered, the first of them have them.
#[test]
fn not_every_one_of_many_unregistered_names_has_near_misses() {
    let names: Vec<String> = (0..200).map(|n| format!("Person {:03}, {:03}", n, n * 7 % 100)).collect();
    let world = site(&[("content/briefings/one.md", &briefing(&format!("actors: {names:?}\n")))]);
    let found = shown(&cold(&world).0, &world);
    let near = found.matches("did you mean").count();
    assert!((1..=20).contains(&near) && found.matches("is not registered").count() == 200, "{near}");
}
