//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Debugger/StreamSource.h"

#include "a3/ISA/Assembly.h"
#include "a3/Simulator/Simulator.h"

#include <fmt/format.h>

using namespace a3;
using namespace a3::isa;

namespace {

constexpr std::string_view space = " \t\r";

/// Finds columns and labels; the lines of instructions are known.
void readLines(std::string_view text,
               std::span<const unsigned> instructionLines,
               StreamSource &source) {
  size_t next = 0;
  for (unsigned number = 1; next < instructionLines.size(); ++number) {
    size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    if (instructionLines[next] == number) {
      source.places.push_back(
          {number, unsigned(line.find_first_not_of(space)) + 1});
      ++next;
    } else if (auto label = labelOf(line)) {
      source.labels.emplace(std::string(*label), next);
    }
  }
}

} // namespace

Expected<StreamSource> StreamSource::parse(std::string_view text,
                                           std::string file) {
  StreamSource source;
  source.file = std::move(file);
  std::vector<unsigned> lines;
  auto stream = assemble(text, &lines);
  if (!stream)
    return tl::unexpected(stream.error());
  source.stream = std::move(*stream);
  readLines(text, lines, source);
  if (Expected<void> checked = checkLoops(source.stream); !checked) {
    Error error = checked.error();
    if (error.instruction) {
      error.line = source.places[*error.instruction].line;
      error.column = source.places[*error.instruction].column;
    }
    return tl::unexpected(std::move(error));
  }
  return source;
}

std::string StreamSource::place(size_t instruction) const {
  if (!places.empty())
    return fmt::format("{}:{}:{}", file, places[instruction].line,
                       places[instruction].column);
  return fmt::format("{}: site {}, instruction {}", file, site, instruction);
}

std::string StreamSource::render(const Error &error) const {
  if (!error.instruction)
    return error.render(file);
  return fmt::format("{}: error: {}", place(*error.instruction), error.message);
}

std::string a3::describe(const Stall &stall) {
  if (stall.queue == Queue::Fetch)
    return fmt::format("waits for a place in the {} queue",
                       queueNames[size_t(stall.operation.queue)]);
  std::string text = "waits for a token of";
  std::string_view separator = " the ";
  for (size_t from = 0; from < numQueues; ++from) {
    if (!(stall.missing >> from & 1))
      continue;
    text += fmt::format("{}{} queue", separator, queueNames[from]);
    separator = " and the ";
  }
  return text;
}

std::string StreamSource::render(std::span<const Stall> stalls) const {
  std::string text;
  for (const Stall &stall : stalls) {
    size_t index = stall.operation.index;
    if (text.empty())
      text = fmt::format("{}: error: the machine can make no progress",
                         place(index));
    text += fmt::format(
        "\n{}: note: the {} {}: {}", place(index),
        stall.queue == Queue::Fetch
            ? "fetch unit"
            : fmt::format("{} queue", queueNames[size_t(stall.queue)]),
        describe(stall), disassemble(*stall.operation.instruction));
  }
  return text;
}
