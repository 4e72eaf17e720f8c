//! The preview server as a reader meets it: addresses, headers, many clients and slow ones.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]

mod preview_kit;

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use briefer::serve::outputs::Served;
use briefer::serve::server::{Limits, PORT, Port, bind};
use preview_kit::{Server, snapshot};

const FILES: &[(&str, &[u8])] = &[
    ("404.html", b"<body>not here</body>"),
    ("a/b/index.html", b"<body>a b</body>"),
    ("clip.mp4", b"0123456789"),
    ("feed.xml", b"<feed/>"),
    ("index.html", b"<body>home</body>"),
    ("s.css", b"body{}"),
];

#[test]
fn pages_and_files() {
    let server = Server::start("/", FILES, Limits::default());
    let home = server.get("/", "");
    assert_eq!((home.status, home.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(home.text().contains("home"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
    ] {
        for path in ["/", "/s.css", "/nowhere", "/%", "/a/b"] {
            assert_eq!(server.get(path, "").header(name), Some(value), "{path}");
        }
    }
    let policy = home.header("content-security-policy").unwrap();
    let theming = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/theming.md")).unwrap();
    assert!(theming.contains(&format!("    {policy}\n")), "{policy}");
    let folder = server.get("/a/b?q=%20x", "");
    assert_eq!((folder.status, folder.header("location")), (308, Some("/a/b/?q=%20x")));
    let missing = server.get("/nowhere/", "");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("not here"));
    assert_eq!(server.get("/feed.xml", "").header("content-type"), Some("application/xml; charset=utf-8"));
    let named = server.send(b"GET /s.css HTTP/1.1\r\nHost: desk.example:PORT\r\nConnection: close\r\n\r\n");
    assert_eq!(named.status, 200);
}

#[test]
fn a_site_below_a_path() {
    let server = Server::start("/repo/", FILES, Limits::default());
    for (path, status, to) in [
        ("/", 308, Some("/repo/")),
        ("/repo", 308, Some("/repo/")),
        ("/repo/", 200, None),
        ("/repo/a/b", 308, Some("/repo/a/b/")),
        ("/repo/s.css", 200, None),
        ("/s.css", 404, None),
    ] {
        let answer = server.get(path, "");
        assert_eq!((answer.status, answer.header("location")), (status, to), "{path}");
    }
}

#[test]
fn tags_heads_and_ranges() {
    let server = Server::start("/", FILES, Limits::default());
    let whole = server.get("/clip.mp4", "");
    let tag = whole.header("etag").unwrap();
    assert_eq!((whole.header("accept-ranges"), whole.header("content-type")), (Some("bytes"), Some("video/mp4")));
    let same = server.get("/clip.mp4", &format!("If-None-Match: \"x\", {tag}\r\n"));
    assert_eq!((same.status, same.body.len(), same.header("etag")), (304, 0, Some(tag)));
    let part = server.get("/clip.mp4", "Range: bytes=2-4\r\n");
    assert_eq!((part.status, part.text(), part.header("content-range")), (206, "234", Some("bytes 2-4/10")));
    assert_eq!(part.header("content-length"), Some("3"));
    let beyond = server.get("/clip.mp4", "Range: bytes=10-\r\n");
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */10")));
    let current = server.get("/clip.mp4", &format!("Range: bytes=-2\r\nIf-Range: {tag}\r\n"));
    assert_eq!((current.status, current.text()), (206, "89"));
    assert_eq!(server.get("/clip.mp4", "Range: bytes=-2\r\nIf-Range: \"old\"\r\n").status, 200);
    let head = server.send(b"HEAD /clip.mp4 HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, Some("10")));
    let page = server.get("/", "");
    let again = server.get("/", &format!("If-None-Match: {}\r\n", page.header("etag").unwrap()));
    assert_eq!(again.status, 304);
    let head = server.send(b"HEAD / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n");
    assert_eq!(head.header("content-length").unwrap(), page.body.len().to_string());
}

#[test]
fn what_is_replaced_is_gone() {
    let server = Server::start("/", FILES, Limits::default());
    assert_eq!(server.get("/a/b/", "").status, 200);
    server.site.publish(snapshot(&server.site.now().served, "/", &[("index.html", b"<body>new</body>")]), None);
    assert_eq!(server.get("/a/b/", "").status, 404);
    assert!(server.get("/", "").text().contains("new"));
}

#[test]
fn two_hundred_clients_at_once() {
    let big = vec![b'x'; 300_000];
    let mut files = FILES.to_vec();
    files.push(("big.bin", &big));
    let server = Server::start("/", &files, Limits::default());
    let begin = Instant::now();
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..200)
            .map(|client| {
                let server = &server;
                scope.spawn(move || {
                    for round in 0..5 {
                        let path = ["/", "/a/b/", "/big.bin", "/s.css", "/nowhere"][(client + round) % 5];
                        let answer = server.get(path, "");
                        assert_eq!(answer.status, if path == "/nowhere" { 404 } else { 200 });
                        assert_eq!(answer.header("content-length").unwrap(), answer.body.len().to_string());
                    }
                })
            })
            .collect();
        clients.into_iter().for_each(|client| client.join().unwrap());
    });
    assert!(begin.elapsed() < Duration::from_secs(30), "{:?}", begin.elapsed());
}

/// Heads that never end, and answers that nobody takes.
fn slow_clients(server: &Server) -> Vec<TcpStream> {
    let mut slow: Vec<_> = (0..100).map(|_| server.connect()).collect();
    for stream in &mut slow[..50] {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    }
    let host = format!("Host: {}\r\n\r\n", server.address);
    for stream in &mut slow[50..] {
        stream.write_all(format!("GET /big.bin HTTP/1.1\r\n{host}").as_bytes()).unwrap();
    }
    slow
}

#[test]
fn slow_clients_hold_up_nobody() {
    // They may stay for two minutes: who waited for them would fail here long before.
    let patient = Duration::from_secs(120);
    let limits = Limits { arrive: patient, leave: patient, ..Limits::default() };
    let big = vec![b'x'; 64 << 20];
    let server = Server::start("/", &[("big.bin", &big), ("index.html", b"home")], limits);
    let slow = slow_clients(&server);
    let begin = Instant::now();
    for _ in 0..20 {
        assert_eq!(server.get("/", "").status, 200);
    }
    assert!(begin.elapsed() < patient / 2, "{:?}", begin.elapsed());
    drop(slow);
}

#[test]
fn slow_clients_are_cut_off() {
    let limits = Limits { arrive: Duration::from_millis(300), leave: Duration::from_millis(300), ..Limits::default() };
    let big = vec![b'x'; 64 << 20];
    let server = Server::start("/", &[("big.bin", &big), ("index.html", b"home")], limits);
    let mut slow = slow_clients(&server);
    std::thread::sleep(Duration::from_millis(1500));
    for (at, stream) in slow.iter_mut().enumerate() {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        assert!(rest.len() < big.len(), "client {at} was served after all");
    }
}

#[test]
fn connections_have_a_number() {
    let limits = Limits { connections: 4, arrive: Duration::from_millis(300), ..Limits::default() };
    let server = Server::start("/", FILES, limits);
    let _idle: Vec<_> = (0..8).map(|_| server.connect()).collect();
    // Those that say nothing are cut off, and then it is our turn.
    assert_eq!(server.get("/", "").status, 200);
}

#[test]
fn ends_with_clients_connected() {
    let mut server = Server::start("/", FILES, Limits::default());
    let mut kept = server.connect();
    kept.write_all(format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).as_bytes()).unwrap();
    let mut some = [0; 16];
    kept.read_exact(&mut some).unwrap();
    let begin = Instant::now();
    server.end();
    assert!(begin.elapsed() < Duration::from_secs(3), "{:?}", begin.elapsed());
}

#[test]
fn ports() {
    let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let first = bind(host, Port::FirstFree).unwrap();
    let second = bind(host, Port::FirstFree).unwrap();
    let port = |listener: &std::net::TcpListener| listener.local_addr().unwrap().port();
    assert!(port(&first) >= PORT && port(&second) > port(&first));
    let taken = bind(host, Port::Asked(port(&first))).unwrap_err();
    assert_eq!(taken.to_string(), format!("could not listen on `127.0.0.1:{}`: address already in use", port(&first)));
    assert_eq!(snapshot(&Arc::new(Served::empty()), "/", &[]).iter().count(), 0);
}
