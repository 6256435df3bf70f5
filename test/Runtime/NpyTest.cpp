//===----------------------------------------------------------------------===//
//
// Part of the A3 project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "a3/Runtime/Npy.h"

#include <gtest/gtest.h>

using namespace a3;

namespace {

std::span<const uint8_t> bytesOf(const std::string &text) {
  return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

/// A file of format `version` with this header and data.
std::string file(char version, const std::string &header,
                 const std::string &data) {
  std::string text = "\x93NUMPY";
  text += {version, '\0', char(header.size() & 0xff),
           char(header.size() >> 8 & 0xff)};
  if (version > 1)
    text += std::string(2, '\0');
  return text + header + data;
}

std::string errorOf(const std::string &text) {
  auto tensor = parseNpy(bytesOf(text));
  return tensor ? "no error" : tensor.error().message;
}

bool contains(const std::string &text, const std::string &part) {
  return text.find(part) != text.npos;
}

TEST(NpyTest, WhatIsWrittenIsRead) {
  for (auto [element, size] : elementTypes)
    for (std::vector<int64_t> shape :
         {std::vector<int64_t>{}, {3}, {2, 3}, {2, 0, 5}, {1, 1, 2, 2}}) {
      auto tensor = Tensor::create(std::string(element), shape);
      ASSERT_TRUE(tensor);
      for (size_t i = 0; i < tensor->bytes().size(); ++i)
        tensor->bytes()[i] = element == "i1" ? i % 2 : uint8_t(i);
      std::string text = npyHeader(*tensor);
      EXPECT_EQ(text.size() % 64, 0u);
      text.append(reinterpret_cast<const char *>(tensor->bytes().data()),
                  tensor->bytes().size());
      auto read = parseNpy(bytesOf(text));
      ASSERT_TRUE(read) << read.error().message;
      EXPECT_EQ(read->element(), element);
      EXPECT_EQ(read->shape(), shape);
      EXPECT_TRUE(std::ranges::equal(read->bytes(), tensor->bytes()));
    }
}

TEST(NpyTest, HeadersAreWrittenAsNumPyDoes) {
  auto header = [](std::vector<int64_t> shape) {
    std::string text = npyHeader(*Tensor::create("f32", std::move(shape)));
    return text.substr(10, text.find('}') - 9);
  };
  EXPECT_EQ(header({}),
            "{'descr': '<f4', 'fortran_order': False, 'shape': (), }");
  EXPECT_EQ(header({3}),
            "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }");
  EXPECT_EQ(header({2, 3}),
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
}

TEST(NpyTest, HeadersMayBeWrittenDifferently) {
  for (char version : {1, 2, 3}) {
    auto tensor = parseNpy(bytesOf(file(
        version, "{ \"shape\":(2 ,1) , 'fortran_order':False,'descr': '|i1'}\n",
        "ab")));
    ASSERT_TRUE(tensor) << tensor.error().message;
    EXPECT_EQ(tensor->shape(), (std::vector<int64_t>{2, 1}));
    EXPECT_EQ(tensor->bytes()[1], 'b');
  }
}

TEST(NpyTest, BytesOfNoTypeAreBfloat16) {
  for (const char *type : {"<V2", "|V2"}) {
    std::string header = "{'descr': '" + std::string(type) +
                         "', 'fortran_order': False, 'shape': (1,)}";
    auto tensor = parseNpy(bytesOf(file(1, header, "ab")));
    ASSERT_TRUE(tensor) << tensor.error().message;
    EXPECT_EQ(tensor->element(), "bf16");
  }
}

TEST(NpyTest, BigHeadersAreRead) {
  std::string header =
      "{'descr': '|i1', 'fortran_order': False, 'shape': (1,)}";
  header += std::string(60000, ' ') + "\n";
  EXPECT_TRUE(parseNpy(bytesOf(file(1, header, "a"))));
}

TEST(NpyTest, BooleansBecomeZeroOrOne) {
  auto tensor = parseNpy(
      bytesOf(file(1, "{'descr': '|b1', 'fortran_order': False, 'shape': (2,)}",
                   std::string("\x02\x00", 2))));
  ASSERT_TRUE(tensor);
  EXPECT_EQ(tensor->bytes()[0], 1);
  EXPECT_EQ(tensor->bytes()[1], 0);
}

TEST(NpyTest, EveryTruncationIsAnError) {
  std::string whole =
      npyHeader(*Tensor::create("f32", {2, 2})) + std::string(16, 'x');
  ASSERT_TRUE(parseNpy(bytesOf(whole)));
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(parseNpy(bytesOf(whole.substr(0, size)))) << size;
  EXPECT_TRUE(contains(errorOf(whole.substr(0, 20)), "ends inside its header"));
  EXPECT_TRUE(contains(errorOf(whole.substr(0, whole.size() - 1)),
                       "f32 [2, 2] takes 16 bytes, but 15 follow the header"));
  EXPECT_TRUE(contains(errorOf(whole + "x"), "17 follow the header"));
}

TEST(NpyTest, WhatCannotBeReadIsNamed) {
  auto withType = [](const std::string &type) {
    return errorOf(file(
        1, "{'descr': '" + type + "', 'fortran_order': False, 'shape': (1,)}",
        "12345678"));
  };
  EXPECT_TRUE(contains(withType(">f4"), "save array.astype('<f4')"));
  EXPECT_TRUE(contains(withType("<u2"), "element type '<u2' is not supported"));
  EXPECT_TRUE(contains(errorOf("PK\x03\x04 a zip"), "it is not a .npy file"));
  EXPECT_TRUE(contains(errorOf(file(4, "{}", "")), "version 4"));
  EXPECT_TRUE(contains(
      errorOf(file(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (1,)}",
                   "1234")),
      "save numpy.ascontiguousarray(array)"));
}

TEST(NpyTest, AbsurdShapesTakeNoMemory) {
  auto withShape = [](const std::string &shape) {
    return errorOf(file(
        1, "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + "}",
        "12345678"));
  };
  EXPECT_TRUE(
      contains(withShape("(4611686018427387904, 2)"), "is not possible"));
  EXPECT_TRUE(
      contains(withShape("(100000000000,)"), "but 8 follow the header"));
  for (const char *shape : {"(-1,)", "(1", "(1 2)", "(1)", "1", "(,)", "(1.5,)",
                            "(99999999999999999999,)", "()()"})
    EXPECT_TRUE(contains(withShape(shape), "its header is not one of"))
        << shape;
}

TEST(NpyTest, KeysMustBeThereAndKnown) {
  for (const char *header :
       {"", "{", "{}", "{'descr': '<f4', 'shape': ()}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': ()}",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': ()}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'more': 1}",
        "{'descr': '<f4"})
    EXPECT_TRUE(
        contains(errorOf(file(1, header, "1234")), "its header is not one of"))
        << header;
}

} // namespace
