//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_PROGRAM_CHECK_H
#define A3_PROGRAM_CHECK_H

#include "a3/Machine/Machine.h"
#include "a3/Program/Program.h"

namespace a3 {

/// Sizes in bytes of the memory slots that a site's stream may touch.
std::array<int64_t, numSlots> slotSizes(const Site &site);

/// Checks what does not depend on the streams: the machine description, texts,
/// shapes, that every operand lies within its slot and has the site's sizes. A
/// site without any operand is a bare stream. Returns the machine.
Expected<Machine> checkMetadata(const Program &program);

/// Runs `checkStream` for every site with its slots; errors name the site.
/// Needs time for the operations that loops expand to, so it is apart from
/// `ProgramFile::open` and is called before something runs.
Expected<void> checkStreams(const Program &program, const Machine &machine);

} // namespace a3

#endif // A3_PROGRAM_CHECK_H
