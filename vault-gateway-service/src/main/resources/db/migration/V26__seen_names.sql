-- Whether a halt names somebody whose actions have come here, and who else may be meant.
create index ledger_by_agent on ledger (agent);
create index ledger_by_principal on ledger (principal);
