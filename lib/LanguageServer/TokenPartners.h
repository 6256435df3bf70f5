//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Which instruction takes the token of which: queues hand them out and take
// them in the order of the program, so the k-th that one signals to another is
// the k-th for which that waits.
//
//===----------------------------------------------------------------------===//

#ifndef A3_LIB_LANGUAGESERVER_TOKENPARTNERS_H
#define A3_LIB_LANGUAGESERVER_TOKENPARTNERS_H

#include "a3/ISA/Instruction.h"

namespace a3 {

/// Streams are followed so far, so that an editor never waits for long.
inline constexpr int64_t mostOperations = 1 << 16;

/// The end of a token that an instruction is at.
enum class TokenEnd { Wait, Signal };

/// The instructions at the other end of the tokens that `instruction` waits for
/// from `other`, or signals to it, in the order of the stream. The stream must
/// have passed `checkStructure`; of long loops, the first rounds count.
std::vector<size_t> tokenPartners(std::span<const isa::Instruction> stream,
                                  size_t instruction, TokenEnd end,
                                  isa::Queue other);

} // namespace a3

#endif // A3_LIB_LANGUAGESERVER_TOKENPARTNERS_H
