//! Any head of a request to the preview: `method target`, then a header a line. Whatever it says, the
//! answer is one of few, carries the headers that protect the reader, and leads to this server alone.
#![no_main]

use std::cell::LazyCell;
use std::net::SocketAddr;
use std::sync::Arc;

use briefer::base::hash::Fingerprint;
use briefer::base::path::OutPath;
use briefer::model::output::{Sink, Wanted};
use briefer::serve::address::{Found, find};
use briefer::serve::http::answer;
use briefer::serve::outputs::{MemorySink, Served};
use briefer::serve::site::Site;
use hyper::Request;
use hyper::header::{HOST, LOCATION};
use libfuzzer_sys::fuzz_target;
use tokio::runtime::{Builder, Runtime};

/// A site of a few outputs below `/repo/`.
fn served() -> Served {
    let paths = ["404.html", "a/b/index.html", "café/index.html", "index.html", "s.css"];
    let paths = paths.map(|path| OutPath::parse(path).expect("these are paths"));
    let wanted: Vec<_> = paths.iter().map(|path| Wanted { path, fingerprint: Fingerprint(1) }).collect();
    let mut sink = MemorySink::over(Arc::new(Served::empty()));
    sink.begin(&wanted).expect("nothing is in the way");
    (0..paths.len()).for_each(|at| sink.write(at, b"some bytes").expect("there is room"));
    sink.finish("/repo/").expect("all of them were written")
}

thread_local! {
    static PREVIEW: LazyCell<(Arc<Site>, Runtime)> = LazyCell::new(|| {
        let site = Site::new(vec!["desk.example".to_owned()], 1);
        site.publish(Arc::new(served()), None);
        (Arc::new(site), Builder::new_current_thread().build().expect("a runtime of one thread"))
    });
}

fuzz_target!(|head: &str| {
    let mut lines = head.lines();
    let (method, target) = lines.next().and_then(|line| line.split_once(' ')).unwrap_or(("GET", head));
    PREVIEW.with(|preview| {
        let (site, runtime) = &**preview;
        // As an address that hyper would refuse, too.
        match find(&site.now().served, target, Some("q")) {
            Found::Elsewhere(to) => assert!(to.starts_with('/') && !to.starts_with("//"), "{to:?}"),
            Found::Output(path, _) => assert!(site.now().served.get(&path).is_some()),
            Found::Own(_) | Found::Nothing | Found::Malformed => {}
        }
        let mut request = Request::builder().method(method).uri(target).header(HOST, "localhost:4000");
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            request = request.header(name, value);
        }
        let Ok(request) = request.body(()) else { return };
        let _runtime = runtime.enter();
        let response = answer(site, SocketAddr::from(([127, 0, 0, 1], 4000)), &request.into_parts().0);
        let headers = response.headers();
        assert!(matches!(response.status().as_u16(), 200 | 206 | 304 | 308 | 400 | 403 | 404 | 405 | 416 | 421 | 503));
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert!(headers.keys().all(|name| !name.as_str().starts_with("access-control-")));
        assert!(headers.get(LOCATION).is_none_or(|to| to.as_bytes().starts_with(b"/")));
    });
});
