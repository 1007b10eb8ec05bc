"""Sentences as analysts write them, by hand, with the claims that they rest on.

Every second one, the odd places counted from 0, was held out: thresholds and words were chosen
on the others, and on some forty more that are not kept. The fresh ones were written after that.
"""

C, J, S, M = "cbs-2024-moscow", "jadoon-2023", "joscelyn-2021", "martel-2023"
E, K, U, P = (
    "modern-diplomacy-2021-etim",
    "modern-diplomacy-2021-khorasan",
    "modern-diplomacy-2021-uighur",
    "speckhard-2019",
)

# A paraphrase, and the claims of which any one bears it out.
PARAPHRASES: list[tuple[str, set[str]]] = [
    (
        "A UN report puts the ranks of ISKP in Afghanistan at between fifteen hundred and two "
        "thousand two hundred.",
        {f"{K}-072", f"{S}-023"},
    ),
    (
        "No fewer than thirteen American troops died when a bomber struck outside Kabul’s airport.",
        {f"{S}-002"},
    ),
    (
        "UNAMA recorded seventy-seven strikes by Daesh between January and April 2021.",
        {f"{S}-017"},
    ),
    (
        "Police beyond Afghanistan foiled at least 16 ISKP plots between 2015 and 2023.",
        {f"{J}-064"},
    ),
    (
        "In December 2022 the Pentagon was aware of nine plots run by ISIS chiefs in Afghanistan.",
        {f"{M}-027"},
    ),
    ("By February 2023 the count of known plots had reached fifteen.", {f"{M}-028"}),
    (
        "According to ISIS-Khorasan, its bomber killed at least twenty near the Afghan Foreign "
        "Ministry in January 2023.",
        {f"{M}-053"},
    ),
    ("Taliban authorities spoke of five dead at the Foreign Ministry in Kabul.", {f"{M}-051"}),
    ("The Taliban shut over three dozen Salafi mosques.", {f"{K}-043"}),
    ("Hasan Mahsum, who founded ETIM, was slain by Pakistan’s army in 2003.", {f"{E}-004"}),
    (
        "About five hundred fighters of the Turkestan Islamic Party are in north Afghanistan.",
        {f"{E}-016"},
    ),
    ("Washington took ETIM off its terrorist list in 2020.", {f"{E}-006", f"{U}-013"}),
    ("Guantanamo held 22 Uighurs altogether.", {f"{U}-005"}),
    (
        "The State Department ascribed more than two hundred terrorist acts in the 1990s to ETIM.",
        {f"{U}-027"},
    ),
    ("Uighur militants murdered twenty people at a resort in Thailand in 2015.", {f"{U}-022"}),
    ("Camp Roj is home to five hundred women called ISIS wives.", {f"{P}-002"}),
    (
        "Before the escape, twelve thousand women and children were interned at Ain Issa.",
        {f"{P}-019"},
    ),
    ("Hundreds of women fled Ain Issa camp as the Turkish offensive began.", {f"{P}-023"}),
    ("Moscow said it had thwarted a plot by ISIS-K against a Moscow synagogue.", {f"{C}-015"}),
    (
        "Kyiv rejected the Russian charge that it was behind the concert hall massacre.",
        {f"{C}-022"},
    ),
    ("Ayman al-Zawahiri died in an American drone strike on Kabul in July 2022.", {f"{C}-010"}),
    ("France lifted its terror alert to the highest level.", {f"{C}-064"}),
    ("UN figures attribute over 190 suicide bombings in big cities to Daesh.", {f"{C}-041"}),
    ("In all, those bombings caused roughly thirteen hundred casualties.", {f"{C}-042"}),
    ("Four Tajiks were arrested in Germany in April 2020.", {f"{S}-062", f"{S}-063"}),
    ("Islamic State proclaimed its caliphate in June 2014.", {f"{S}-026"}),
    ("Zabihullah Mujahid insists that nothing proves bin Laden’s guilt for 9/11.", {f"{S}-103"}),
    ("The Haqqanis belong to the Taliban.", {f"{S}-070"}),
    ("The TTP announced in July 2020 that it opposes Islamic State Khorasan.", {f"{K}-058"}),
    ("Jack Teixeira was arrested by the FBI in April over the leak.", {f"{M}-016"}),
]

# A sentence with one figure or date that no claim has, the claim it departs from, and the words.
CHANGED: list[tuple[str, str, str]] = [
    (
        "ISIS-K has two thousand personnel in Afghanistan, a UN report estimates.",
        f"{K}-072",
        "two thousand",
    ),
    (
        "At least 30 U.S. service members were killed in the bombing outside Kabul airport.",
        f"{S}-002",
        "At least 30",
    ),
    ("UNAMA documented 97 attacks by ISIS-K in the first four months of 2021.", f"{S}-017", "97"),
    (
        "Law enforcement outside Afghanistan stopped at least sixty ISIS-K plots, 2015 to 2023.",
        f"{J}-064",
        "at least sixty",
    ),
    (
        "In December, Pentagon officials knew of nineteen plots by ISIS leaders in Afghanistan.",
        f"{M}-027",
        "nineteen",
    ),
    (
        "The Taliban said that the bombing near the Afghan Foreign Ministry killed fifteen people.",
        f"{M}-051",
        "fifteen",
    ),
    ("The Taliban closed more than six dozen Salafist mosques.", f"{K}-043", "more than six dozen"),
    (
        "ETIM has about 5,000 fighters in northern Afghanistan, the UN Security Council reports.",
        f"{E}-016",
        "5,000",
    ),
    ("Thirty-two Uighurs in all were held at Guantanamo.", f"{U}-005", "Thirty-two"),
    (
        "Uighur militants killed 200 people in an attack on a tourist resort in Thailand.",
        f"{U}-022",
        "200",
    ),
    ("Camp Roj houses 5,000 women described as ISIS wives.", f"{P}-002", "5,000"),
    ("ICSVE has interviewed 271 men and women of the Islamic State.", f"{P}-009", "271"),
    (
        "United Nations data attribute more than 910 suicide bombings to ISIS-K.",
        f"{C}-041",
        "more than 910",
    ),
    ("ETIM’s founder Hasan Mahsum was killed by the Pakistani army in 2013.", f"{E}-004", "2013"),
    (
        "German authorities broke up a cell of fourteen Tajik nationals in April 2020.",
        f"{S}-062",
        "fourteen",
    ),
]

# What no claim says: near to the subject, or far from it.
ABSENT: list[str] = [
    "ISIS-K has opened a training camp in Brazil’s Amazon region.",
    "The central bank raised interest rates by half a point.",
    "Boko Haram kidnapped 276 schoolgirls in Chibok.",
    "Hezbollah fired rockets at Haifa after the ceasefire collapsed.",
    "ISIS-K bought speedboats from smugglers in Venezuela.",
    "The Taliban introduced a new currency pegged to the yuan.",
    "A cyclone displaced thousands of families in Mozambique.",
    "Al-Qaeda’s branch in Mali ambushed a convoy near Timbuktu.",
    "The Houthis attacked a tanker in the Red Sea.",
    "Parliament passed the pensions bill with a narrow majority.",
    "ETIM hacked the servers of a shipping company in Rotterdam.",
    "Turkey’s president visited Nairobi to sign a trade agreement.",
    "ISIS-K’s finance chief laundered cryptocurrency through exchanges in Dubai.",
    "The new stadium will seat sixty thousand spectators.",
    "The Haqqani Network runs a chain of hotels in Jakarta.",
    "ISIS-K assassinated the governor of Herat in 2020.",
    "The Taliban banned women from universities in December 2022.",
    "Al-Qaeda bombed two embassies in East Africa in 1998.",
    "The United States froze the reserves of the Afghan central bank.",
    "ISIS-K attacked a maternity ward in Kabul.",
    "The TTP killed students at an army school in Peshawar.",
    "China built a military base in Tajikistan’s Wakhan corridor.",
    "ISIS-K fighters crossed into Turkmenistan to blow up a gas pipeline.",
    "Pakistan expelled Afghan refugees in 2023.",
    "The Taliban earned millions from taxes on opium.",
]

FRESH: list[tuple[str, set[str]]] = [
    ("The al-Azaim foundation puts out ISKP content in many languages.", {f"{J}-056"}),
    ("Three plots were broken up in Germany.", {f"{J}-067"}),
    (
        "In July 2018 IS members ran down foreign cyclists in Tajikistan and four people lost "
        "their lives.",
        {f"{S}-056"},
    ),
    ("The group formed in 2014 was led by men who had deserted the Taliban.", {f"{S}-042"}),
    (
        "Mullah Baradar promised in Tianjin that no one would be allowed to harm China.",
        {f"{E}-008"},
    ),
    (
        "Taliban forces let thousands of prisoners go around the American withdrawal in 2021.",
        {f"{C}-057"},
    ),
    (
        "General McKenzie says the U.S. offers the Taliban only very limited backing against ISKP.",
        {f"{K}-053"},
    ),
    (
        "A car bomb driven by Uighur militants hit China’s embassy in Kyrgyzstan in 2016.",
        {f"{U}-023"},
    ),
    ("Some 265 of those in Ain Issa were wives of foreign fighters.", {f"{P}-024"}),
    ("At least five new strongholds went up in 2022, the UN team found.", {f"{C}-079"}),
    ("The Quetta Shura sent its Red Unit against ISIS-K.", {f"{K}-031"}),
    ("It claimed the hotel attack in December.", {f"{M}-046"}),
]

FRESH_ABSENT: list[str] = [
    "ISIS-K assassinated the Taliban governor of Balkh in March 2023.",
    "Iran executed two men for the shrine attack in Shiraz.",
    "The Pentagon plans to reopen Bagram air base.",
    "Al-Shabaab seized a town in Somalia.",
    "The Taliban cut off internet access in Balkh.",
    "Tajikistan extradited nine ISIS-K suspects to Russia.",
    "The United Nations suspended food aid to Ghor province.",
    "Speckhard testified before the Belgian parliament.",
    "ETIM released a video about drones.",
    "Kugelman expects elections in Pakistan to be delayed.",
    "NATO opened an office in Tokyo.",
    "Inflation in Turkey reached eighty percent.",
]
