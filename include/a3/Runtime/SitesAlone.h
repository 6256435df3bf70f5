//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_SITESALONE_H
#define A3_RUNTIME_SITESALONE_H

#include "a3/Runtime/Executable.h"

namespace a3 {

/// Simulates each site of a program once, in their order, on random operands,
/// the same each time, and masks that hide nothing. No code of the program is
/// loaded or run. Refuses by name sites whose sizes or order of keys only the
/// host code knows.
Expected<RunReport> runSitesAlone(const Program &program,
                                  const Machine &machine,
                                  const RunOptions &options);

} // namespace a3

#endif // A3_RUNTIME_SITESALONE_H
