// RUN: a3-opt %s --a3-assert-sizes --verify-diagnostics

// expected-error @below {{control flow between blocks is not supported; use scf instead of cf.br}}
func.func @blocks(%a: tensor<?xf32>) {
  cf.br ^end
^end:
  return
}
