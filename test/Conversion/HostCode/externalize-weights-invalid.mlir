// RUN: a3-opt %s --a3-externalize-weights --split-input-file --verify-diagnostics

func.func @no_data() -> tensor<400xf32> {
  // expected-error @below {{the resource 'missing' should hold 1600 bytes, but holds 0}}
  %0 = arith.constant dense_resource<missing> : tensor<400xf32>
  return %0 : tensor<400xf32>
}

// -----

// expected-error @below {{no public function with a body}}
module {
  func.func private @declared()
}

// -----

// expected-note @below {{the first is here}}
func.func @first() {
  return
}
// expected-error @below {{a second public function; make all but the entry function private}}
func.func @second() {
  return
}

// -----

// expected-error @below {{control flow between blocks is not supported; use scf instead of cf.br}}
func.func @blocks() {
  cf.br ^next
^next:
  return
}
