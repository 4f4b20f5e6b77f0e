"""The parts of the debt page: register, reserve lab, trend and ledger."""
