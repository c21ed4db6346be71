//! Stories of front ends that speak the contract.
