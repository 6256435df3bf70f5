//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef A3_PROGRAM_METADATA_H
#define A3_PROGRAM_METADATA_H

#include "a3/Program/Program.h"

namespace a3 {

/// The bytes of .a3.program, which depend on nothing but the program.
std::vector<uint8_t> encodeMetadata(const Program &program);

/// Reads .a3.program; sites come without their streams. Bytes that
/// `encodeMetadata` would not have written are an error.
Expected<Program> decodeMetadata(std::span<const uint8_t> bytes);

} // namespace a3

#endif // A3_PROGRAM_METADATA_H
