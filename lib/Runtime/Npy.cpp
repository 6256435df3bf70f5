//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Npy.h"

#include <algorithm>
#include <charconv>
#include <cstring>

using namespace a3;

namespace {

constexpr std::string_view magic = "\x93NUMPY";
/// Version 1.0: two bytes of version and two of the header's length.
constexpr size_t shortPrefix = magic.size() + 4;
constexpr size_t longPrefix = magic.size() + 6;
constexpr size_t alignment = 64;

struct TypeName {
  std::string_view numpy, element;
};
/// NumPy has no bfloat16: arrays of ml_dtypes have bytes of no type, which
/// numpy.save writes with '<' and, after loading, with '|'.
constexpr TypeName typeNames[] = {
    {"<f4", "f32"},  {"<f8", "f64"}, {"<f2", "f16"}, {"<V2", "bf16"},
    {"|V2", "bf16"}, {"|b1", "i1"},  {"|i1", "i8"},  {"<i2", "i16"},
    {"<i4", "i32"},  {"<i8", "i64"}};

struct Header {
  std::string type;
  bool fortranOrder = false;
  std::vector<int64_t> shape;
};

/// Reads the header's Python dictionary, its three keys in any order.
class HeaderParser {
public:
  explicit HeaderParser(std::string_view text) : text(text) {}

  Expected<Header> parse();

private:
  bool parseEntry();
  bool parseString(std::string &value);
  bool parseBool(bool &value);
  bool parseShape();
  bool consume(std::string_view token);

  std::string_view text;
  Header header;
  unsigned seen = 0; ///< A bit for each key.
};

bool HeaderParser::consume(std::string_view token) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\n"), text.size()));
  if (!text.starts_with(token))
    return false;
  text.remove_prefix(token.size());
  return true;
}

bool HeaderParser::parseString(std::string &value) {
  for (std::string_view quote : {"'", "\""}) {
    if (!consume(quote))
      continue;
    size_t end = text.find(quote);
    if (end == text.npos)
      return false;
    value = text.substr(0, end);
    text.remove_prefix(end + 1);
    return true;
  }
  return false;
}

bool HeaderParser::parseBool(bool &value) {
  value = consume("True");
  return value || consume("False");
}

bool HeaderParser::parseShape() {
  if (!consume("("))
    return false;
  while (!consume(")")) {
    consume(""); // Skips blanks.
    int64_t extent = 0;
    auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), extent);
    if (error != std::errc() || extent < 0)
      return false;
    header.shape.push_back(extent);
    text.remove_prefix(size_t(end - text.data()));
    if (!consume(",")) {
      // Without a comma, (3) would be a number and not a tuple.
      return header.shape.size() > 1 && consume(")");
    }
  }
  return true;
}

bool HeaderParser::parseEntry() {
  std::string key;
  if (!parseString(key) || !consume(":"))
    return false;
  if (key == "descr") {
    seen |= 1;
    return parseString(header.type);
  }
  if (key == "fortran_order") {
    seen |= 2;
    return parseBool(header.fortranOrder);
  }
  if (key == "shape") {
    seen |= 4;
    return parseShape();
  }
  return false;
}

Expected<Header> HeaderParser::parse() {
  auto bad = failure("its header is not one of a plain .npy array; save the "
                     "array again with numpy.save");
  if (!consume("{"))
    return bad;
  while (!consume("}")) {
    if (!parseEntry())
      return bad;
    if (!consume(",") && !text.starts_with("}"))
      return bad;
  }
  if (seen != 7)
    return bad;
  return std::move(header);
}

/// Where the header ends and its text, by the version's prefix.
Expected<std::string_view> headerText(std::string_view file) {
  if (!file.starts_with(magic))
    return failure("it is not a .npy file; write one with numpy.save");
  auto truncated = failure("the file ends inside its header");
  if (file.size() < shortPrefix)
    return truncated;
  auto byte = [&](size_t index) { return size_t(uint8_t(file[index])); };
  size_t version = byte(magic.size());
  if (version < 1 || version > 3)
    return failure("version " + std::to_string(version) +
                   " of the .npy format is not supported; save the array with "
                   "a version from 1 to 3");
  size_t prefix = version == 1 ? shortPrefix : longPrefix;
  if (file.size() < prefix)
    return truncated;
  size_t length = 0;
  for (size_t i = prefix; i-- > magic.size() + 2;)
    length = length << 8 | byte(i);
  if (length > file.size() - prefix)
    return truncated;
  return file.substr(prefix, length);
}

Expected<std::string> elementOf(const Header &header) {
  for (auto [numpy, element] : typeNames)
    if (header.type == numpy)
      return std::string(element);
  if (header.type.starts_with(">"))
    return failure("its elements are big-endian (" + header.type +
                   "); save array.astype('<" + header.type.substr(1) + "')");
  return failure("element type '" + header.type +
                 "' is not supported; convert the array to float32, float64, "
                 "float16, ml_dtypes.bfloat16, bool, int8, int32 or int64");
}

} // namespace

Expected<Tensor> a3::parseNpy(std::span<const uint8_t> bytes) {
  std::string_view file(reinterpret_cast<const char *>(bytes.data()),
                        bytes.size());
  Expected<std::string_view> text = headerText(file);
  if (!text)
    return tl::unexpected(text.error());
  Expected<Header> header = HeaderParser(*text).parse();
  if (!header)
    return tl::unexpected(header.error());
  Expected<std::string> element = elementOf(*header);
  if (!element)
    return tl::unexpected(element.error());
  if (header->fortranOrder)
    return failure(
        "it is in Fortran order; save numpy.ascontiguousarray(array)");
  std::string_view data(text->data() + text->size(), file.data() + file.size());
  // Before any memory is taken: a header may claim any shape.
  int64_t size = *elementBytes(*element);
  for (int64_t extent : header->shape)
    if (__builtin_mul_overflow(size, extent, &size))
      return failure("shape " + describeTensor(*element, header->shape) +
                     " is not possible");
  if (uint64_t(size) != data.size())
    return failure(describeTensor(*element, header->shape) + " takes " +
                   std::to_string(size) + " bytes, but " +
                   std::to_string(data.size()) + " follow the header");
  Expected<Tensor> tensor = Tensor::create(*element, header->shape);
  if (!tensor)
    return tensor;
  std::memcpy(tensor->bytes().data(), data.data(), data.size());
  if (*element == "i1")
    for (uint8_t &value : tensor->bytes())
      value = value != 0;
  return tensor;
}

std::string a3::npyHeader(const Tensor &tensor) {
  std::string text = "{'descr': '";
  text +=
      std::ranges::find(typeNames, tensor.element(), &TypeName::element)->numpy;
  text += "', 'fortran_order': False, 'shape': (";
  for (int64_t extent : tensor.shape())
    text += std::to_string(extent) + ", ";
  // As NumPy writes it: (3,) but (2, 3).
  if (!tensor.shape().empty())
    text.resize(text.size() - (tensor.shape().size() == 1 ? 1 : 2));
  text += "), }";
  size_t total = shortPrefix + text.size() + 1;
  text.append((alignment - total % alignment) % alignment, ' ');
  text += '\n';
  std::string header(magic);
  header += {'\x01', '\x00', char(text.size() & 0xff), char(text.size() >> 8)};
  return header + text;
}
