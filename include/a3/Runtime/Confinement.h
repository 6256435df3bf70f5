//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where native code of strangers runs (docs/program-file.md, "Trust").
//
//===----------------------------------------------------------------------===//

#ifndef A3_RUNTIME_CONFINEMENT_H
#define A3_RUNTIME_CONFINEMENT_H

#include "a3/Support/Expected.h"

#include <functional>
#include <string>
#include <vector>

namespace a3 {

/// The descriptors that this process was started with, but the standard ones.
/// To be asked before it opens any.
std::vector<int> inheritedDescriptors();

/// What is told to whoever waits for a confined process.
using ConfinedBody = std::function<Expected<std::string>()>;

/// Runs `body` in a process of its own that can compute, start threads, and
/// read and write descriptors that are open, but not those in `closed` and the
/// standard ones. It can open, rename or delete no file, reach no network and
/// signal or start no other process; it ends with this one. Returns what `body`
/// does, or the error that ended it. The text is one that may be printed: its
/// control characters are replaced, but for the ends of lines.
///
/// Fails where the kernel cannot confine, before `body` runs.
/// Errors are those of `body`, or rendered with `name`, of the program.
Expected<std::string> runConfined(const std::string &name,
                                  const std::vector<int> &closed,
                                  const ConfinedBody &body);

} // namespace a3

#endif // A3_RUNTIME_CONFINEMENT_H
