//! Outputs.
#[derive(Debug)]
/// x
pub struct Plan;
