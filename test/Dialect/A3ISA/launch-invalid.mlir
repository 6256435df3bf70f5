// RUN: a3-opt %s --verify-diagnostics --split-input-file

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @no_site(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{names @t, which is no a3isa.site of this module}}
  a3isa.launch @t
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @dynamic_shape(
    %q: memref<2x?x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{must be statically shaped memref of 32-bit float values, but got 'memref<2x?x8xf32>'}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x?x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @element(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf64>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{must be statically shaped memref of 32-bit float values, but got 'memref<2x6x5xf64>'}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf64>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @rank(
    %q: memref<2x3x8xf32>,
    %k: memref<8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{operands need at least the dimensions (rows, columns)}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @key_rank(
    %q: memref<2x3x8xf32>,
    %k: memref<6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{key has type 'memref<6x8xf32>', but the other operands ask for the shape 2x6x8}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @key_batch(
    %q: memref<2x3x8xf32>,
    %k: memref<3x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{key has type 'memref<3x6x8xf32>', but the other operands ask for the shape 2x6x8}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<3x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @query_columns(
    %q: memref<2x3x7xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{query has type 'memref<2x3x7xf32>', but the other operands ask for the shape 2x3x8}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x7xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @value_rows(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x7x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{value has type 'memref<2x7x5xf32>', but the other operands ask for the shape 2x6x5}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x7x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @output_is_not_broadcast(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<1x3x5xf32>) {
  // expected-error @+1 {{output has type 'memref<1x3x5xf32>', but the other operands ask for the shape 2x3x5}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<1x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @mask_rows(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>,
    %m: memref<2x1x5xi1>) {
  // expected-error @+1 {{mask has type 'memref<2x1x5xi1>', but the other operands ask for the shape 2x3x6}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      mask(%m : memref<2x1x5xi1>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @empty(
    %q: memref<0x3x8xf32>,
    %k: memref<1x6x8xf32>,
    %v: memref<1x6x5xf32>,
    %o: memref<0x3x5xf32>) {
  // expected-error @+1 {{query is empty}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<0x3x8xf32>, memref<1x6x8xf32>, memref<1x6x5xf32>)
      outs(%o : memref<0x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @dynamic_strides(
    %q: memref<2x3x8xf32, strided<[?, 8, 1]>>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{query has type 'memref<2x3x8xf32, strided<[?, 8, 1]>>', but needs static strides}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32, strided<[?, 8, 1]>>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @transposed_key(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32, strided<[48, 1, 6]>>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{key has type 'memref<2x6x8xf32, strided<[48, 1, 6]>>', but its columns must lie side by side}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32, strided<[48, 1, 6]>>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @pitch_of_key(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32, strided<[96, 16, 1]>>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{does not fit site @s: the rows of key lie 64 bytes apart, the site's 32}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32, strided<[96, 16, 1]>>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @pitch_of_output(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32, strided<[30, 10, 1]>>) {
  // expected-error @+1 {{does not fit site @s: the rows of output lie 40 bytes apart, the site's 20}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32, strided<[30, 10, 1]>>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @depth(
    %q: memref<2x3x9xf32>,
    %k: memref<2x6x9xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{does not fit site @s: it is for 8 columns of K and 5 of V, not 9 and 5}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x9xf32>, memref<2x6x9xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @queries(
    %q: memref<3x3x8xf32>,
    %k: memref<3x6x8xf32>,
    %v: memref<3x6x5xf32>,
    %o: memref<3x3x5xf32>) {
  // expected-error @+1 {{does not fit site @s: it answers 6 queries, not 9}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<3x3x8xf32>, memref<3x6x8xf32>, memref<3x6x5xf32>)
      outs(%o : memref<3x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @rows(
    %q: memref<2x3x8xf32>,
    %k: memref<2x7x8xf32>,
    %v: memref<2x7x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{does not fit site @s: it computes 36 scores, not 42}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x7x8xf32>, memref<2x7x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @mask_is_not_read(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>,
    %m: memref<2x1x6xi1>) {
  // expected-error @+1 {{does not fit site @s: it loads no mask}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      mask(%m : memref<2x1x6xi1>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_mask rows = 3, columns = 6
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @mask_is_missing(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{does not fit site @s: it loads a mask, and there is none}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_mask rows = 3, columns = 6
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @pitch_of_mask(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>,
    %m: memref<2x3x6xi1>) {
  // expected-error @+1 {{does not fit site @s: the rows of mask lie 6 bytes apart, the site's 0}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      mask(%m : memref<2x3x6xi1>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s formats = dense<1.0> : tensor<3x4xf32> {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @formats(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{does not fit site @s: it has formats for 3 heads, not 2}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s attributes {m = 4 : i64, t = 5.0 : f64} {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.sort_key
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @sorted_rows_are_not_read(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>,
    %r: memref<2x8x6xi16>) {
  // expected-error @+1 {{does not fit site @s: it loads no sorted rows}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      sorted(%r : memref<2x8x6xi16>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s attributes {m = 4 : i64, t = 5.0 : f64} {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_sorted rows = 6, columns = 8, pitch = 12
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @sorted_rows_are_missing(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>) {
  // expected-error @+1 {{does not fit site @s: it loads sorted rows, and there are none}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s attributes {m = 4 : i64, t = 5.0 : f64} {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_sorted rows = 6, columns = 8, pitch = 12
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @shape_of_sorted_rows(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>,
    %r: memref<2x6x8xi16>) {
  // expected-error @+1 {{sorted rows has type 'memref<2x6x8xi16>', but the other operands ask for the shape 2x8x6}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      sorted(%r : memref<2x6x8xi16>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s attributes {m = 4 : i64, t = 5.0 : f64} {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_sorted rows = 6, columns = 7, pitch = 12
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @columns_of_sorted_rows(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>,
    %r: memref<2x8x6xi16>) {
  // expected-error @+1 {{does not fit site @s: the sorted rows are of 8 columns, the site's of 7}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      sorted(%r : memref<2x8x6xi16>)
      outs(%o : memref<2x3x5xf32>)
  return
}

// -----

a3isa.site @s attributes {m = 4 : i64, t = 5.0 : f64} {
  a3isa.set_shape rows = 6, depth = 8, value_depth = 5
  a3isa.loop count = 2 {
    a3isa.load_key rows = 6, columns = 8, pitch = 32
    a3isa.load_sorted rows = 6, columns = 8, pitch = 12
    a3isa.load_value rows = 6, columns = 5, pitch = 20
    a3isa.load_query rows = 3, columns = 8, pitch = 32 signal(compute)
    a3isa.attend queries = 3 wait(load) signal(load, store)
    a3isa.store_output rows = 3, columns = 5, pitch = 20 wait(compute)
    a3isa.sync_load wait(compute)
  }
}
func.func @pitch_of_sorted_rows(
    %q: memref<2x3x8xf32>,
    %k: memref<2x6x8xf32>,
    %v: memref<2x6x5xf32>,
    %o: memref<2x3x5xf32>,
    %r: memref<1x8x6xi16, strided<[64, 8, 1]>>) {
  // expected-error @+1 {{does not fit site @s: the columns of sorted rows lie 16 bytes apart, the site's 12}}
  a3isa.launch @s
      ins(%q, %k, %v : memref<2x3x8xf32>, memref<2x6x8xf32>, memref<2x6x5xf32>)
      sorted(%r : memref<1x8x6xi16, strided<[64, 8, 1]>>)
      outs(%o : memref<2x3x5xf32>)
  return
}
