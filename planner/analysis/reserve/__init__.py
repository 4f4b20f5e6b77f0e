"""The debt reserve: policy and ledger, what is owed, and the lab that tries another one."""
