"""Rules on the applying unit, guide 二（一）, 六（一）（九）（十）."""
