//! A preview server for tests, and a client that sends bytes as they are.

#![allow(clippy::disallowed_methods, reason = "tests lay sites down on the disk")]
#![allow(dead_code)]

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use briefer::base::hash::{Fingerprint, content_hash};
use briefer::base::path::OutPath;
use briefer::model::output::{Sink, Wanted};
use briefer::serve::outputs::{MemorySink, Served};
use briefer::serve::server::{Limits, Port, bind, serve};
use briefer::serve::site::Site;
use tokio::sync::oneshot;

/// A snapshot of files.
pub fn snapshot(before: &Arc<Served>, root: &str, files: &[(&str, &[u8])]) -> Arc<Served> {
    let mut files: Vec<_> = files.iter().map(|(path, bytes)| (OutPath::parse(path).unwrap(), *bytes)).collect();
    files.sort();
    let wanted: Vec<_> =
        files.iter().map(|(path, bytes)| Wanted { path, fingerprint: Fingerprint(content_hash(bytes).0) }).collect();
    let mut sink = MemorySink::over(Arc::clone(before));
    let stale = sink.begin(&wanted).unwrap();
    for (at, (_, bytes)) in files.iter().enumerate().filter(|(at, _)| stale[*at]) {
        sink.write(at, bytes).unwrap();
    }
    Arc::new(sink.finish(root).unwrap())
}

/// A server on the loopback address that ends with the value.
pub struct Server {
    pub address: SocketAddr,
    pub site: Arc<Site>,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub fn start(root: &str, files: &[(&str, &[u8])], limits: Limits) -> Self {
        let site = Arc::new(Site::new(vec!["desk.example".to_owned()], 1));
        site.publish(snapshot(&Arc::new(Served::empty()), root, files), None);
        let listener = bind(IpAddr::V4(Ipv4Addr::LOCALHOST), Port::Asked(0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel::<()>();
        let shared = Arc::clone(&site);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(serve(listener, shared, limits, async { drop(ended.await) })).unwrap();
        });
        Self { address, site, end: Some(end), thread: Some(thread) }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// Sends bytes on a connection of their own and takes all that comes until the end, which a
    /// good request must ask for by `Connection: close`. `PORT` stands for ours.
    pub fn send(&self, request: &[u8]) -> Answer {
        let port = self.address.port().to_string();
        let request = replace(request, b"PORT", port.as_bytes());
        let mut stream = self.connect();
        // A server that refused already may have closed its side.
        let _ = stream.write_all(&request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::read(bytes)
    }

    /// A GET with our host and more headers (each ending in CRLF).
    pub fn get(&self, path: &str, headers: &str) -> Answer {
        self.send(
            format!("GET {path} HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n{headers}\r\n").as_bytes(),
        )
    }

    /// Ends the server and waits for it.
    pub fn end(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// What came back; status 0 if nothing did.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn read(bytes: Vec<u8>) -> Self {
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            return Self { status: 0, head: String::new(), body: bytes };
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head[9..12].parse().unwrap();
        Self { status, head, body: bytes[end + 4..].to_vec() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    out
}
