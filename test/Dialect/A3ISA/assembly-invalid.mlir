// RUN: a3-opt %s --verify-diagnostics --split-input-file

a3isa.site @unknown_field {
  // expected-error @+1 {{'load_key' has no field 'height'}}
  a3isa.load_key rows = 4, height = 4
}

// -----

a3isa.site @twice {
  // expected-error @+1 {{'rows' is given twice}}
  a3isa.load_key rows = 4, rows = 4
}

// -----

a3isa.site @unknown_value {
  // expected-error @+1 {{'keys' is no value of 'stream'; write one of query, key, value, mask, format, output, position}}
  a3isa.set_address stream = keys
}

// -----

a3isa.site @unknown_queue {
  // expected-error @+1 {{'fetch' is no queue; write load, compute or store}}
  a3isa.load_key wait(fetch)
}

// -----

a3isa.site @fetch_unit_has_no_tokens {
  // expected-error @+1 {{'set_address' has no field 'wait'}}
  a3isa.set_address slot = 1, wait(load)
}

// -----

a3isa.site @length_is_derived {
  // expected-error @+1 {{'loop' has no field 'length'}}
  a3isa.loop count = 2, length = 1 {
    a3isa.sync_load
  }
}
