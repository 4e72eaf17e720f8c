//! What is public.
#[derive(Debug)]
/// x
pub struct Edition;
