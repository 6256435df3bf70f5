// RUN: a3-opt %s --a3-lower-to-host-interface --verify-diagnostics

func.func @other_loop(%host: !llvm.ptr, %a: memref<64xf32>) {
  %zero = arith.constant 0.0 : f32
  // expected-error @below {{should hold one call that takes its index; run --a3-outline-kernels first}}
  scf.forall (%i) in (64) {
    memref.store %zero, %a[%i] : memref<64xf32>
  }
  return
}
