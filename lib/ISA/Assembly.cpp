//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/ISA/Assembly.h"
#include "a3/Support/Text.h"

#include <algorithm>
#include <charconv>

using namespace a3;
using namespace a3::isa;

namespace {

bool isName(std::string_view text) {
  if (text.empty() || isdigit(uint8_t(text.front())))
    return false;
  for (char c : text)
    if (!isalnum(uint8_t(c)) && c != '_' && c != '-' && c != '.')
      return false;
  return true;
}

std::string tokens(std::string_view keyword, uint8_t mask) {
  if (!mask)
    return "";
  std::string text;
  for (unsigned queue = 0; queue < numQueues; ++queue)
    if (mask >> queue & 1)
      text += (text.empty() ? "" : ", ") + std::string(queueNames[queue]);
  return " " + std::string(keyword) + "(" + text + ")";
}

/// Reads one line; the place of an error is the line given and the column.
class LineParser {
public:
  LineParser(std::string_view text, unsigned line) : text(text), line(line) {}

  bool atEnd() {
    skipSpace();
    return position == text.size();
  }
  Expected<Instruction> parse();

private:
  void skipSpace() {
    while (position < text.size() && isspace(uint8_t(text[position])))
      ++position;
  }
  bool consume(char c) {
    skipSpace();
    if (position == text.size() || text[position] != c)
      return false;
    ++position;
    return true;
  }
  std::string_view word() {
    skipSpace();
    start = position;
    while (position < text.size() &&
           (isalnum(uint8_t(text[position])) || text[position] == '_' ||
            text[position] == '-'))
      ++position;
    return text.substr(start, position - start);
  }
  tl::unexpected<Error> error(const std::string &message) const {
    return failure(message, line, unsigned(start) + 1);
  }
  Expected<int64_t> value(const FieldInfo &field);
  Expected<uint8_t> queues();

  std::string_view text;
  unsigned line;
  size_t position = 0;
  size_t start = 0;
};

Expected<int64_t> LineParser::value(const FieldInfo &field) {
  std::string_view spelled = word();
  if (!field.names.empty()) {
    auto named = std::ranges::find(field.names, spelled);
    if (named != field.names.end())
      return named - field.names.begin();
    std::string choices;
    for (std::string_view name : field.names)
      choices += (choices.empty() ? "" : ", ") + std::string(name);
    return error("'" + std::string(spelled) + "' is no value of '" +
                 std::string(field.name) + "'; write one of " + choices);
  }
  int64_t number = 0;
  auto [end, code] =
      std::from_chars(spelled.data(), spelled.data() + spelled.size(), number);
  if (spelled.empty() || code != std::errc() ||
      end != spelled.data() + spelled.size())
    return error("expected a whole number for '" + std::string(field.name) +
                 "'");
  if (fits(field, number))
    return number;
  bool hasBits = !field.isSigned && number > field.most &&
                 number < int64_t(1) << field.bits;
  if (hasBits)
    return error(std::to_string(number) + " is above " +
                 std::to_string(field.most) + ", the largest '" +
                 std::string(field.name) + "'");
  return error(std::to_string(number) + " does not fit into the " +
               std::to_string(field.bits) + " bits of '" +
               std::string(field.name) + "'");
}

Expected<uint8_t> LineParser::queues() {
  uint8_t mask = 0;
  if (!consume('('))
    return error("expected '(' after it");
  do {
    std::string_view name = word();
    const auto *queue =
        std::find(queueNames.begin(), queueNames.begin() + numQueues, name);
    if (queue == queueNames.begin() + numQueues)
      return error("'" + std::string(name) +
                   "' is no queue; write load, compute or store");
    mask |= uint8_t(1u << (queue - queueNames.begin()));
  } while (consume(','));
  if (!consume(')'))
    return error("expected ')' after the queues");
  return mask;
}

Expected<Instruction> LineParser::parse() {
  std::string_view name = word();
  const InstructionInfo *info = lookup(name);
  if (!info)
    return error("unknown instruction '" + std::string(name) + "'");
  Instruction instruction{info->opcode};
  uint32_t seen = 0;
  while (!atEnd()) {
    consume(',');
    std::string_view key = word();
    if (key == "wait" || key == "signal") {
      Expected<uint8_t> mask = queues();
      if (!mask)
        return tl::unexpected(mask.error());
      (key == "wait" ? instruction.wait : instruction.signal) = *mask;
      continue;
    }
    auto field = std::ranges::find(info->fields, key, &FieldInfo::name);
    if (field == info->fields.end())
      return error("'" + std::string(name) + "' has no field '" +
                   std::string(key) + "'");
    size_t index = size_t(field - info->fields.begin());
    if (seen >> index & 1)
      return error("field '" + std::string(key) + "' is given twice");
    seen |= 1u << index;
    if (!consume('='))
      return error("expected '=' after '" + std::string(key) + "'");
    Expected<int64_t> number = value(*field);
    if (!number)
      return tl::unexpected(number.error());
    instruction.fields[index] = *number;
  }
  return instruction;
}

} // namespace

std::string isa::disassemble(const Instruction &instruction) {
  const InstructionInfo *info = lookup(instruction.opcode);
  std::string text(info->name);
  for (size_t i = 0; i < info->fields.size(); ++i) {
    const FieldInfo &field = info->fields[i];
    int64_t value = instruction.fields[i];
    text += (i ? ", " : " ") + std::string(field.name) + "=" +
            (field.names.empty() ? std::to_string(value)
                                 : std::string(field.names[size_t(value)]));
  }
  return text + tokens("wait", instruction.wait) +
         tokens("signal", instruction.signal);
}

std::string isa::disassemble(
    std::span<const Instruction> instructions,
    const std::function<std::string(const Instruction &)> &describe) {
  std::string text;
  std::vector<size_t> ends;
  for (size_t i = 0; i < instructions.size(); ++i) {
    while (!ends.empty() && ends.back() <= i)
      ends.pop_back();
    text += std::string(2 * ends.size(), ' ') + disassemble(instructions[i]);
    if (std::string comment = describe ? describe(instructions[i]) : "";
        !comment.empty())
      text += "  # " + comment;
    text += "\n";
    if (instructions[i].opcode == Opcode::Loop)
      ends.push_back(i + 1 + size_t(instructions[i].fields[loop::length]));
  }
  return text;
}

Expected<std::optional<Instruction>> isa::assembleLine(std::string_view text,
                                                       unsigned line) {
  LineParser parser(text.substr(0, text.find('#')), line);
  if (parser.atEnd())
    return std::nullopt;
  return parser.parse();
}

std::optional<std::string_view> isa::labelOf(std::string_view line) {
  line = trimmed(line);
  if (!line.starts_with('#') || !line.ends_with(':'))
    return std::nullopt;
  std::string_view name = trimmed(line.substr(1, line.size() - 2));
  return isName(name) ? std::optional(name) : std::nullopt;
}

Expected<std::vector<Instruction>> isa::assemble(std::string_view text,
                                                 std::vector<unsigned> *lines) {
  std::vector<Instruction> instructions;
  for (unsigned line = 1; !text.empty(); ++line) {
    size_t end = text.find('\n');
    std::string_view current = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    Expected<std::optional<Instruction>> parsed = assembleLine(current, line);
    if (!parsed)
      return tl::unexpected(parsed.error());
    if (!*parsed)
      continue;
    instructions.push_back(**parsed);
    if (lines)
      lines->push_back(line);
  }
  return instructions;
}
