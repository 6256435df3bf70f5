// RUN: a3-opt %s --verify-diagnostics --split-input-file

a3isa.site @rows {
  // expected-error @+1 {{needs rows = 16777216, which does not fit into the 24 bits of that field}}
  a3isa.load_key rows = 16777216
}

// -----

a3isa.site @negative_rows {
  // expected-error @+1 {{needs rows = -1, which does not fit into the 24 bits of that field}}
  a3isa.load_key rows = -1
}

// -----

a3isa.site @pitch {
  // expected-error @+1 {{needs pitch = -2147483649, which does not fit into the 32 signed bits of that field}}
  a3isa.store_output pitch = -2147483649
}

// -----

a3isa.site @bank {
  // expected-error @+1 {{needs query_bank = 2, which does not fit into the 1 bits of that field}}
  a3isa.attend query_bank = 2
}

// -----

// expected-error @+1 {{expects parent op to be one of 'a3isa.site, a3isa.loop'}}
a3isa.sync_load

// -----

a3isa.site @level {
  // expected-error @+1 {{needs level = 4, which does not fit into the 2 bits of that field}}
  a3isa.loop level = 4, count = 2 {
    a3isa.sync_load
  }
}

// -----

a3isa.site @count {
  // expected-error @+1 {{needs a count of at least 1}}
  a3isa.loop level = 1 {
    a3isa.sync_load
  }
}

// -----

a3isa.site @empty_loop {
  // expected-error @+1 {{needs at least one instruction to repeat}}
  a3isa.loop count = 2 {
  }
}

// -----

a3isa.site @same_level {
  a3isa.loop level = 1, count = 2 {
    a3isa.loop level = 0, count = 2 {
      // expected-error @+1 {{has level 1 as a loop around it has}}
      a3isa.loop level = 1, count = 2 {
        a3isa.sync_load
      }
    }
  }
}

// -----

a3isa.site @ends_with_fetch {
  // expected-error @+1 {{must not end with an instruction of the fetch unit, but ends with 'a3isa.set_stride'}}
  a3isa.loop count = 2 {
    a3isa.sync_load
    a3isa.set_stride bytes = 4
  }
}

// -----

a3isa.site @loop_gathers_tokens {
  // expected-error @+1 {{signals 1 more tokens from compute to load than it waits for in each iteration}}
  a3isa.loop count = 2 {
    a3isa.sync_compute signal(load)
  }
}

// -----

a3isa.site @loop_uses_up_tokens {
  a3isa.sync_store signal(compute)
  a3isa.sync_store signal(compute)
  // expected-error @+1 {{signals 1 fewer tokens from store to compute than it waits for in each iteration}}
  a3isa.loop count = 2 {
    a3isa.sync_compute wait(store)
  }
}

// -----

// expected-error @+1 {{waits for 2 more tokens from load to compute than it signals}}
a3isa.site @waits_for_ever {
  a3isa.sync_compute wait(load)
  a3isa.sync_load signal(compute)
  a3isa.sync_compute wait(load)
  a3isa.sync_compute wait(load)
}

// -----

// expected-error @+1 {{holds instructions only, but 'arith.constant' is none}}
a3isa.site @foreign {
  %0 = arith.constant 0 : i32
}

// -----

// expected-error @+1 {{formats need four factors a head, but have type 'tensor<2x3xf32>'}}
a3isa.site @formats formats = dense<1.0> : tensor<2x3xf32> {
  a3isa.sync_load
}

// -----

// expected-error @+1 {{scale must be finite}}
a3isa.site @scale scale = 0x7F800000 {
  a3isa.sync_load
}

// -----

func.func @site_in_function() {
  // expected-error @+1 {{expects parent op 'builtin.module'}}
  a3isa.site @inner {
    a3isa.sync_load
  }
  return
}
