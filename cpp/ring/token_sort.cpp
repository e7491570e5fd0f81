#include "ring/token_sort.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace edgecache {

void sort_by_position(std::vector<Token>& tokens) {
  std::vector<Token> sorted(tokens.size());
  for (int shift = 0; shift < 64; shift += 8) {
    const auto digit = [shift](const Token& token) {
      return static_cast<std::uint8_t>(token.position >> shift);
    };
    std::array<std::size_t, 257> starts{};
    for (const Token& token : tokens) ++starts[digit(token) + std::size_t{1}];
    for (std::size_t i = 1; i < 256; ++i) starts[i] += starts[i - 1];
    for (const Token& token : tokens) sorted[starts[digit(token)]++] = token;
    tokens.swap(sorted);
  }
}

}  // namespace edgecache
