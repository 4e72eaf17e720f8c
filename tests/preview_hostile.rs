//! Requests that no reader sends: each has one expected status and gives nothing away.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

mod preview_kit;

use briefer::serve::server::Limits;
use preview_kit::Server;

const FILES: &[(&str, &[u8])] = &[
    ("404.html", b"<body>not here</body>"),
    ("a/b/index.html", b"<body>a b</body>"),
    ("index.html", b"<body>home</body>"),
    ("s.css", b"body{}"),
];

/// With our host.
const PATHS: &[(&str, u16)] = &[
    // Ways up and out.
    ("/..", 404),
    ("/../", 404),
    ("/../../../../etc/passwd", 404),
    ("/a/../s.css", 404),
    ("/a/b/../../s.css", 404),
    ("/./s.css", 404),
    ("/a/./b/", 404),
    ("/%2e%2e/s.css", 404),
    ("/%2e%2e%2fs.css", 400),
    ("/%2E%2E/%2E%2E/etc/passwd", 404),
    ("/.%2e/s.css", 404),
    ("/%252e%252e/s.css", 404),
    ("/..%2f..%2fetc%2fpasswd", 400),
    ("/..%5c..%5cwindows", 404),
    ("/..\\..\\windows", 404),
    ("/a\\b\\", 404),
    ("/\\evil.example/", 404),
    ("/..;/s.css", 404),
    ("/....//s.css", 404),
    ("/%c0%ae%c0%ae/s.css", 400),
    ("/%uff0e%uff0e/", 400),
    ("/%ef%bc%8e%ef%bc%8e/s.css", 404),
    ("/\u{ff0e}\u{ff0e}/s.css", 404),
    // Files that are there, but not outputs.
    ("/etc/passwd", 404),
    ("/site.toml", 404),
    ("/.git/config", 404),
    ("/.env", 404),
    ("/.briefer/manifest", 404),
    ("/content/index.md", 404),
    ("/file:///etc/passwd", 404),
    ("/C:/Windows/win.ini", 404),
    ("/s.css::$DATA", 404),
    ("/CON", 404),
    ("/s.css.", 404),
    ("/s.css%20", 404),
    ("/s.css~", 404),
    // Empty parts, which could be taken for a host.
    ("//", 404),
    ("//evil.example", 404),
    ("//evil.example/..", 404),
    ("//a/b", 404),
    ("/a//b/", 404),
    ("/a/b//", 404),
    ("/%2f%2fevil.example", 400),
    ("/%5cevil.example", 404),
    // What cannot be a text.
    ("/%00", 400),
    ("/s.css%00.html", 400),
    ("/%0d%0aSet-Cookie:%20a=b", 400),
    ("/%ff%fe", 400),
    ("/%", 400),
    ("/%2", 400),
    ("/%zz", 400),
    ("/%+1", 400),
    ("/%e2%80%ae/", 404),
    ("/%7f", 400),
    // Our own folder holds two names.
    ("/_briefer/", 404),
    ("/_briefer/../s.css", 404),
    ("/_briefer/live.js/", 404),
    ("/_briefer//events", 404),
    ("/%5fbriefer/%2e%2e", 404),
    // Forms of the target that are not paths.
    ("*", 400),
    ("http://evil.example/", 400),
    ("http://localhost:PORT/", 400),
    ("HTTP://localhost:PORT/s.css", 400),
    ("file:///etc/passwd", 400),
    ("?q", 400),
    ("s.css", 400),
    ("", 400),
];

/// A GET of the style sheet with this head after the request line.
const HEADS: &[(&str, u16)] = &[
    ("", 400),
    ("Host:\r\n", 421),
    ("Host: evil.example\r\n", 421),
    ("Host: evil.example:PORT\r\n", 421),
    ("Host: localhost\r\n", 421),
    ("Host: localhost:1\r\n", 421),
    ("Host: localhost:PORT0\r\n", 421),
    ("Host: localhost:PORT.evil.example\r\n", 421),
    ("Host: localhost.evil.example:PORT\r\n", 421),
    ("Host: localhost.:PORT\r\n", 421),
    ("Host: 127.0.0.1.evil.example:PORT\r\n", 421),
    ("Host: 0.0.0.0:PORT\r\n", 421),
    ("Host: 127.0.0.2:PORT\r\n", 421),
    ("Host: 127.1:PORT\r\n", 421),
    ("Host: 2130706433:PORT\r\n", 421),
    ("Host: 0x7f.0.0.1:PORT\r\n", 421),
    ("Host: [::1]:PORT\r\n", 421),
    ("Host: [::]:PORT\r\n", 421),
    ("Host: user@localhost:PORT\r\n", 421),
    ("Host: localhost:PORT@evil.example\r\n", 421),
    ("Host: localhost:PORT, evil.example\r\n", 421),
    ("Host: localhost:PORT/\r\n", 421),
    ("Host: http://localhost:PORT\r\n", 421),
    ("Host: l\u{f6}calhost:PORT\r\n", 400),
    ("Host: localhost:PORT\r\nHost: localhost:PORT\r\n", 400),
    ("Host: localhost:PORT\r\nHost: evil.example\r\n", 400),
    ("Host: evil.example\r\nX-Forwarded-Host: localhost:PORT\r\n", 421),
    ("Host: localhost:PORT\r\nX-Forwarded-Host: evil.example\r\n", 200),
    // From elsewhere.
    ("Host: localhost:PORT\r\nSec-Fetch-Site: cross-site\r\n", 403),
    ("Host: localhost:PORT\r\nSec-Fetch-Site: same-site\r\n", 403),
    ("Host: localhost:PORT\r\nSec-Fetch-Site: nonsense\r\n", 403),
    ("Host: localhost:PORT\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n", 400),
    (
        "Host: localhost:PORT\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
        403,
    ),
    (
        "Host: localhost:PORT\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n",
        403,
    ),
    ("Host: localhost:PORT\r\nOrigin: http://evil.example\r\n", 403),
    ("Host: localhost:PORT\r\nOrigin: http://localhost:1\r\n", 403),
    ("Host: localhost:PORT\r\nOrigin: https://localhost:PORT\r\n", 403),
    ("Host: localhost:PORT\r\nOrigin: null\r\n", 403),
    ("Host: localhost:PORT\r\nOrigin: http://evil.example\r\nSec-Fetch-Site: same-origin\r\n", 403),
    ("Host: localhost:PORT\r\nOrigin: http://localhost:PORT\r\nSec-Fetch-Site: same-origin\r\n", 200),
    ("Host: localhost:PORT\r\nSec-Fetch-Site: none\r\n", 200),
    // Heads that two readers might read in two ways.
    ("Host : localhost:PORT\r\n", 400),
    ("Host: localhost:PORT\r\n evil.example\r\n", 400),
    (" Host: localhost:PORT\r\n", 400),
    ("Host: localhost:PORT\r\nX: a\0b\r\n", 400),
    ("Host: localhost:PORT\r\nX\u{e9}: b\r\n", 400),
    ("Host: localhost:PORT\r\nno colon\r\n", 400),
    ("Host: localhost:PORT\r\nContent-Length: 5\r\nContent-Length: 6\r\n", 400),
    ("Host: localhost:PORT\r\nContent-Length: -1\r\n", 400),
    ("Host: localhost:PORT\r\nContent-Length: 1e9\r\n", 400),
    ("Host: localhost:PORT\r\nTransfer-Encoding: gzip\r\n", 400),
    ("Host: localhost:PORT\r\nExpect: 100-continue\r\n", 200),
    ("Host: localhost:PORT\r\nUpgrade: websocket\r\nConnection: upgrade, close\r\n", 200),
    ("Host: localhost:PORT\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n", 200),
    ("Host: localhost:PORT\r\nRange: bytes=0-1,2-3\r\n", 200),
    ("Host: localhost:PORT\r\nRange: bytes=100-\r\n", 416),
];

/// Whole requests.
const REQUESTS: &[(&[u8], u16)] = &[
    (b"POST / HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 2\r\n\r\nhi", 405),
    (b"PUT /s.css HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 405),
    (b"DELETE /s.css HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 405),
    (b"OPTIONS / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 405),
    (b"TRACE / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 405),
    (b"PROPFIND / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 405),
    (b"get / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 405),
    (b"POST / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421),
    (b"OPTIONS * HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 400),
    (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n", 405),
    (b"GET / HTTP/1.0\r\n\r\n", 400),
    (b"GET / HTTP/1.0\r\nHost: localhost:PORT\r\n\r\n", 200),
    (b"GET /\r\n\r\n", 400),
    (b"GET / HTTP/3.0\r\nHost: localhost:PORT\r\n\r\n", 400),
    (b"GET / http/1.1\r\nHost: localhost:PORT\r\n\r\n", 400),
    (b"GET  / HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", 400),
    (b"GET / s.css HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", 400),
    (b"GET /\x00 HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n", 400),
    (b"GET /\xff HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 400),
    // HTTP/2 gets no answer at all.
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    (b"\r\n\r\nGET / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", 200),
];

#[test]
fn hostile_requests() {
    let server = Server::start("/", FILES, Limits::default());
    let mut wrong = Vec::new();
    let mut check = |request: &[u8], expected: u16| {
        let answer = server.send(request);
        let shown = request.escape_ascii().to_string();
        if answer.status != expected {
            wrong.push(format!("{shown}: {} where {expected} was expected", answer.status));
        }
        if answer.head.to_ascii_lowercase().contains("access-control") || answer.head.contains("Set-Cookie") {
            wrong.push(format!("{shown}: a header too many\n{}", answer.head));
        }
        if [400, 405, 421].contains(&answer.status) && !answer.body.is_empty() {
            wrong.push(format!("{shown}: {} with a body", answer.status));
        }
        if answer.status == 403 && (answer.text().contains("home") || answer.text().contains("body{}")) {
            wrong.push(format!("{shown}: shown to another site"));
        }
    };
    for (path, expected) in PATHS {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n");
        check(request.as_bytes(), *expected);
    }
    for (head, expected) in HEADS {
        let end = if head.contains("Connection:") { "" } else { "Connection: close\r\n" };
        let end = if head.starts_with(' ') { format!("\r\n{end}") } else { format!("{end}\r\n") };
        let request = format!("GET /s.css HTTP/1.1\r\n{head}{end}");
        check(request.as_bytes(), *expected);
    }
    for (request, expected) in REQUESTS {
        check(request, *expected);
    }
    let count = PATHS.len() + HEADS.len() + REQUESTS.len();
    assert!(count >= 60);
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_follows_a_body_is_no_request() {
    let server = Server::start("/", FILES, Limits::default());
    let inner = "GET /s.css HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n";
    for framing in [
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: xchunked",
        "Content-Length: 5",
        "Content-Length: 100000",
    ] {
        let answer = server
            .send(format!("GET / HTTP/1.1\r\nHost: localhost:PORT\r\n{framing}\r\n\r\n0\r\n\r\n{inner}").as_bytes());
        let answers = answer.text().matches("HTTP/1.1").count() + usize::from(answer.status != 0);
        assert_eq!(answers, 1, "{framing}: {} {}", answer.head, answer.text());
        assert!(!answer.text().contains("body{}"), "{framing}");
    }
}

#[test]
fn heads_have_a_size() {
    let server = Server::start("/", FILES, Limits::default());
    let long = "x".repeat(20_000);
    let many = "X: y\r\n".repeat(100);
    assert_eq!(server.get("/", &format!("X: {long}\r\n")).status, 431);
    assert_eq!(server.get("/", &many).status, 431);
    assert!([400, 414, 431].contains(&server.get(&format!("/{long}"), "").status));
    assert_eq!(server.get("/", "").status, 200);
}
