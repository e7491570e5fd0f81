#pragma once
// A small number beside each node: "asked for since", or how often. Four policies differ in little
// but what they do with it.

#include <cstdint>
#include <vector>

#include "cache/linked_nodes.hpp"

namespace edgecache {

class Marks {
 public:
  std::uint8_t& operator[](Slot slot) { return marks_[slot]; }

  /// To be called after a node was added: there is a mark for it, and it is 0.
  void clear(const LinkedNodes& nodes, Slot slot) {
    if (marks_.size() < nodes.slots()) marks_.push_back(0);  // slots grow one by one
    marks_[slot] = 0;
  }

 private:
  std::vector<std::uint8_t> marks_ = {0};  // the sentinel's
};

}  // namespace edgecache
