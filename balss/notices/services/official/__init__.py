"""Official e-address (Oficiālās elektroniskās adreses likums): institutions send to it through their gateways.

`connections` how each institution's gateway is reached · `sealing` addresses that only the gateway can read ·
`consents` of people · `dispatching` messages, and what became of them · `running` what the institution does ·
`gateway` what every driver can do; the drivers are `folder`, `documents` and `div`.
"""
