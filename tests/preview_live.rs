//! What open pages are told, and who is told.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

mod preview_kit;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use briefer::base::path::OutPath;
use briefer::serve::live::{Problem, SOURCE};
use briefer::serve::server::Limits;
use preview_kit::{Server, snapshot};
use serde_json::{Value, json};

const FILES: &[(&str, &[u8])] = &[
    ("404.html", b"<body>not here</body>"),
    ("a/index.html", b"<body>a</body>"),
    ("gone/index.html", b"<body>gone</body>"),
    ("index.html", b"<body>home</body>"),
    ("s.css", b"body{}"),
    ("x.png", b"x"),
];

/// The same site some time later.
const LATER: &[(&str, &[u8])] = &[
    ("404.html", b"<body>not here</body>"),
    ("a/index.html", b"<body>another a</body>"),
    ("index.html", b"<body>home</body>"),
    ("new/index.html", b"<body>new</body>"),
    ("s.css", b"body{color:red}"),
    ("x.png", b"y"),
];

/// Someone who listens.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn new(server: &Server) -> Self {
        let mut stream = server.connect();
        write!(stream, "GET /_briefer/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).unwrap();
        Self(BufReader::new(stream))
    }

    /// The next message.
    fn hear(&mut self) -> Value {
        let line =
            self.0.by_ref().lines().map(Result::unwrap).find_map(|line| line.strip_prefix("data: ").map(str::to_owned));
        serde_json::from_str(&line.expect("a message")).unwrap()
    }
}

fn publish(server: &Server, root: &str, files: &[(&str, &[u8])], follow: Option<&str>) {
    let follow = follow.map(|path| OutPath::parse(path).unwrap());
    server.site.publish(snapshot(&server.site.now().served, root, files), follow.as_ref());
}

fn problem() -> Problem {
    Problem {
        title: "unknown key `drat`".to_owned(),
        code: "error[unknown-key]".to_owned(),
        place: Some("content/a.md:3:1".to_owned()),
        more: "<script>alert(1)</script>".to_owned(),
    }
}

#[test]
fn a_build_is_told_with_what_moved() {
    let server = Server::start("/repo/", FILES, Limits::default());
    let mut listener = Listener::new(&server);
    let first = listener.hear();
    assert_eq!((&first["generation"], &first["since"]), (&json!("1-1"), &json!("1-0")));
    publish(&server, "/repo/", LATER, Some("new/index.html"));
    let told = json!({
        "generation": "1-2",
        "since": "1-1",
        "root": "/repo/",
        "built": true,
        "pages": ["/repo/a/", "/repo/new/"],
        "gone": ["/repo/gone/"],
        "styles": ["/repo/s.css"],
        "files": ["/repo/x.png"],
        "follow": "/repo/new/",
        "problems": [],
    });
    assert_eq!(listener.hear(), told);
    // Who comes later is told the same, and sees whether that is news.
    assert_eq!(Listener::new(&server).hear(), told);
}

#[test]
fn what_is_wrong_is_told_until_it_is_mended() {
    let server = Server::start("/", FILES, Limits::default());
    let mut listener = Listener::new(&server);
    listener.hear();
    server.site.report(vec![problem()]);
    let told = listener.hear();
    assert_eq!((&told["generation"], &told["since"], &told["pages"]), (&json!("1-1"), &json!("1-1"), &json!([])));
    assert_eq!(told["problems"], json!([problem()]));
    // The same once more is no news; the next message is the one after it.
    server.site.report(vec![problem()]);
    publish(&server, "/", FILES, None);
    let told = listener.hear();
    assert_eq!((&told["generation"], &told["problems"]), (&json!("1-1"), &json!([])));
}

#[test]
fn many_pages_are_not_named() {
    let server = Server::start("/", FILES, Limits::default());
    let names: Vec<String> = (0..600).map(|at| format!("p{at}/index.html")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"<body>x</body>"[..])).collect();
    publish(&server, "/", &files, None);
    assert_eq!(Listener::new(&server).hear()["pages"], Value::Null);
}

#[test]
fn pages_are_given_the_script_and_nothing_else_is() {
    let server = Server::start("/repo/", FILES, Limits::default());
    let script = |found: &str| {
        format!(
            "<script src=\"/_briefer/live.js\" data-generation=\"1-1\" data-root=\"/repo/\"{found} defer></script>\n"
        )
    };
    assert_eq!(server.get("/repo/a/", "").text(), format!("<body>a</body>{}", script("")));
    assert_eq!(server.get("/repo/none/", "").text(), format!("<body>not here</body>{}", script(" data-missing")));
    assert_eq!(server.get("/repo/s.css", "").text(), "body{}");
    let live = server.get("/_briefer/live.js", "");
    assert_eq!((live.status, live.header("content-type")), (200, Some("text/javascript; charset=utf-8")));
    assert_eq!(live.text(), SOURCE);
    for path in ["/_briefer/", "/_briefer/live.js/", "/_briefer/../a/", "/_briefer/none", "/repo/_briefer/live.js"] {
        assert_eq!(server.get(path, "").status, 404, "{path}");
    }
}

#[test]
fn only_pages_of_ours_are_told() {
    let server = Server::start("/", FILES, Limits::default());
    for (head, status) in [
        ("Origin: http://evil.example\r\n", 403),
        ("Origin: null\r\n", 403),
        ("Origin: http://localhost:1\r\n", 403),
        ("Origin: http://evil.example\r\nSec-Fetch-Site: same-origin\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\n", 403),
        ("Sec-Fetch-Site: same-site\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: empty\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", 403),
    ] {
        for path in ["/_briefer/events", "/_briefer/live.js"] {
            let answer = server.get(path, head);
            assert_eq!(answer.status, status, "{head}");
            assert!(!answer.head.to_ascii_lowercase().contains("access-control"), "{head}");
            assert!(!answer.text().contains("generation"), "{head}");
        }
    }
    let evil = b"GET /_briefer/events HTTP/1.1\r\nHost: evil.example:PORT\r\nConnection: close\r\n\r\n";
    assert_eq!(server.send(evil).status, 421);
    let post = b"POST /_briefer/events HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n";
    assert_eq!(server.send(post).status, 405);
    let head = server.send(b"HEAD /_briefer/events HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status, head.header("content-type"), head.body.len()), (200, Some("text/event-stream"), 0));
}

#[test]
fn two_hundred_listeners_hold_up_nobody() {
    let server = Server::start("/", FILES, Limits::default());
    let mut listeners: Vec<Listener> = (0..200).map(|_| Listener::new(&server)).collect();
    for listener in &mut listeners {
        listener.hear();
    }
    // Half of them take nothing any more, and there is much to take.
    let big = "x".repeat(200_000);
    let begin = Instant::now();
    for round in 0..50 {
        server.site.report(vec![Problem { title: format!("{round}"), more: big.clone(), ..problem() }]);
    }
    assert!(begin.elapsed() < Duration::from_secs(2), "telling took {:?}", begin.elapsed());
    assert_eq!(server.get("/a/", "").status, 200);
    for listener in &mut listeners[..100] {
        while listener.hear()["problems"][0]["title"] != "49" {}
    }
}

#[test]
fn listeners_have_a_number() {
    let server = Server::start("/", FILES, Limits::default());
    let mut listeners: Vec<Listener> = (0..256).map(|_| Listener::new(&server)).collect();
    for listener in &mut listeners {
        listener.hear();
    }
    assert_eq!(server.get("/_briefer/events", "").status, 503);
    assert_eq!(server.get("/a/", "").status, 200);
    drop(listeners);
    let begin = Instant::now();
    let head = b"HEAD /_briefer/events HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n";
    while server.send(head).status == 503 {
        assert!(begin.elapsed() < Duration::from_secs(30), "those who went are still counted");
    }
}

#[test]
fn a_site_that_was_never_built_says_so() {
    let server = Server::start("/", &[], Limits::default());
    server.site.report(vec![problem()]);
    for path in ["/", "/a/b/", "/s.css"] {
        let answer = server.get(path, "");
        assert_eq!(answer.status, 503, "{path}");
        assert!(answer.text().contains("was not built yet") && answer.text().contains("data-missing"), "{path}");
    }
    assert_eq!(server.get("/%", "").status, 400);
    assert_eq!(server.get("/_briefer/live.js", "").status, 200);
    assert_eq!(Listener::new(&server).hear()["problems"], json!([problem()]));
}
