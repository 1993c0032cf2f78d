/**
 * Job: the product's main job without hands, told as a short story and checked against what really happened.
 * Invariant: it uses the public APIs as a person would, and ends well only if the providers' ledger holds exactly what was approved.
 * Entry: {@link dev.approvalcopilot.local.demo.Demo#run}.
 */
package dev.approvalcopilot.local.demo;
